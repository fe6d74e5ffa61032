"""The keys of an answers file: English and Chinese (contract, section 3)."""

from reportbot.questions import ASPECTS

KEYS = {
    "agency": "单位",
    "year": "年度",
    "statistics": "统计数据",
    "previous": "上年度",
    "facts": "工作情况",
    "problems": "问题与改进",
    "other": "其他事项",
    "texts": "修改的段落",
    "confirmations": "说明理由",
    "unverified": "待核实",
    "sources": "来源",
}
"""Top-level keys and their Chinese names (contract, section 3)."""

FACT_SECTIONS = ("front", "overview", *ASPECTS)
"""Sections of questions answered below ``facts``."""

TEXT_KEYS = {"正文": "text", "text": "text", "原稿": "drafted", "drafted": "drafted"}
