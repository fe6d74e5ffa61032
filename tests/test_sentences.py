"""Sentences in the words of many offices against one report's tables: what is wrong is found, what is right is not."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from reportbot.answers import load_answers
from reportbot.checks import Finding, check, selected
from reportbot.report import Report

from .conftest import TODAY

SENTENCES = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text(encoding="utf-8"))
NAR = selected(("NAR",))
OFFICE = "单位: {名称: 云河县人民政府, 类型: 政府}\n"
NOW = f"""{OFFICE}年度: 2024
统计数据:
  表二:
    行政规范性文件: {{本年制发件数: 12, 本年废止件数: 5, 现行有效件数: 47}}
    行政许可: 3826
    行政处罚: 915
    行政强制: 64
    行政事业性收费: 1523.68
    其余: 0
  表三:
    本年新收: {{自然人: 208, 商业企业: 31, 科研机构: 2, 社会公益组织: 1, 法律服务机构: 6, 其他: 3}}
    上年结转: {{自然人: 9, 商业企业: 2, 其余: 0}}
    予以公开: {{自然人: 96, 商业企业: 14, 科研机构: 2, 法律服务机构: 2, 其他: 1, 其余: 0}}
    部分公开: {{自然人: 21, 商业企业: 4, 法律服务机构: 1, 其余: 0}}
    保护第三方合法权益: {{自然人: 7, 商业企业: 3, 其余: 0}}
    属于三类内部事务信息: {{自然人: 4, 其余: 0}}
    属于四类过程性信息: {{自然人: 3, 其余: 0}}
    属于行政执法案卷: {{自然人: 2, 商业企业: 1, 其余: 0}}
    本机关不掌握相关政府信息: {{自然人: 48, 商业企业: 5, 社会公益组织: 1, 法律服务机构: 2, 其他: 2, 其余: 0}}
    没有现成信息需要另行制作: {{自然人: 6, 商业企业: 1, 其余: 0}}
    补正后申请内容仍不明确: {{自然人: 3, 其余: 0}}
    信访举报投诉类申请: {{自然人: 5, 其余: 0}}
    重复申请: {{自然人: 4, 其余: 0}}
    申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请: {{自然人: 6, 其余: 0}}
    其他处理: {{3.其他: {{自然人: 3, 商业企业: 2, 其余: 0}}}}
    结转下年度继续办理: {{自然人: 9, 商业企业: 3, 法律服务机构: 1, 其余: 0}}
    其余: 0
  表四:
    行政复议: {{结果维持: 8, 结果纠正: 3, 其他结果: 4, 尚未审结: 2}}
    未经复议直接起诉: {{结果维持: 1, 结果纠正: 0, 其他结果: 1, 尚未审结: 1}}
    复议后起诉: {{结果维持: 4, 结果纠正: 1, 其他结果: 0, 尚未审结: 2}}
"""
LAST = f"""{OFFICE}年度: 2023
统计数据:
  表二:
    行政规范性文件: {{本年制发件数: 9, 本年废止件数: 2, 现行有效件数: 40}}
    行政许可: 3500
    行政处罚: 1000
    行政强制: 80
    行政事业性收费: 1600
    其余: 0
  表三:
    本年新收: {{自然人: 190, 商业企业: 24, 科研机构: 1, 法律服务机构: 3, 其他: 2, 其余: 0}}
    上年结转: {{自然人: 6, 商业企业: 2, 其余: 0}}
    予以公开: {{自然人: 187, 商业企业: 24, 科研机构: 1, 法律服务机构: 3, 其他: 2, 其余: 0}}
    结转下年度继续办理: {{自然人: 9, 商业企业: 2, 其余: 0}}
    其余: 0
  表四:
    行政复议: {{结果维持: 10, 结果纠正: 4, 其他结果: 4, 尚未审结: 2}}
    未经复议直接起诉: {{结果维持: 2, 其他结果: 1, 其余: 0}}
    复议后起诉: {{结果维持: 3, 其他结果: 1, 尚未审结: 1, 其余: 0}}
"""


@cache
def tables() -> Report:
    """The report, with last year's, in which every sum holds."""
    now, last = load_answers(NOW, "now.yaml"), load_answers(LAST, "last.yaml")
    everything = {cell: now.cell(cell) for cell in now.form.cells}
    return replace(now, cells=everything, published=True, previous=last)


def found(sentence: str, part: str) -> list[Finding]:
    return [f for f in check(replace(tables(), texts={part: sentence}), TODAY, NAR) if f.status == "open"]


def cases(kind: str) -> list[tuple[str, str]]:
    return [(part, sentence) for part, sentences in SENTENCES[kind].items() for sentence in sentences]


@pytest.mark.parametrize(("part", "sentence"), cases("right"))
def test_what_is_right_is_left_alone(part: str, sentence: str) -> None:
    assert found(sentence, part) == []


@pytest.mark.parametrize(("part", "sentence"), cases("wrong"))
def test_what_is_wrong_is_found(part: str, sentence: str) -> None:
    assert found(sentence, part) != []
