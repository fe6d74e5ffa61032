"""Variation without chance: other units and other years speak differently, the same input never does."""

from itertools import combinations
from statistics import mean

from reportbot.answers import load_answers
from reportbot.narrative import narrate
from reportbot.report import Report

from .likeness import grams, likeness

ANSWERS = """\
年度: {year}
单位: {{名称: {name}, 简称: {short}, 类型: 部门, 联系科室: 办公室, 公布网站: 云河县人民政府网站}}
上年度:
  年度: 2022
  统计数据: {{表三: {{本年新收: {{自然人: 10, 其余: 0}}, 其余: 0}}}}
  工作情况: {{主动公开: {{主动公开总数: 120}}}}
统计数据:
  表二: {{行政规范性文件: {{本年制发件数: 2, 本年废止件数: 1, 现行有效件数: 6}}, 行政许可: 40, 其余: 0}}
  表三:
    本年新收: {{自然人: 12, 商业企业: 3, 其余: 0}}
    予以公开: {{自然人: 8, 商业企业: 2, 其余: 0}}
    部分公开: {{自然人: 2, 其余: 0}}
    本机关不掌握相关政府信息: {{自然人: 2, 其余: 0}}
    重复申请: {{商业企业: 1, 其余: 0}}
    其余: 0
  表四: {{行政复议: {{结果维持: 1, 其余: 0}}, 其余: 0}}
工作情况:
  主动公开:
    主动公开总数: 145
    网站公开数: 145
    微信公众号: 46
    分类公开数: {{工作动态: 80, 通知公告: 30, 政策文件: 20, 财政预决算: 15}}
    重点领域: [项目审批, 资金安排, 行政执法]
    政策解读: 5
    预决算公开: 是
    建议提案: {{承办总数: 11, 公开答复: 9}}
    留言答复: {{收到: 65, 答复: 63}}
    公开指南更新: {{是否更新: 是, 更新日期: 3月18日}}
  依申请公开: {{按期答复: 是, 办理流程: 分步办理, 答复法律审核: 是}}
  政府信息管理:
    发布审核: {{审核方式: 三审三校, 审核人: 经办人、科室负责人和分管领导}}
    保密审查: 是
    工作人员: {{专职: 1, 兼职: 2}}
    责任科室: 办公室
    过期信息清理: 35
    自查: {{次数: 12, 发现问题: 9}}
  平台建设:
    依托平台: {{网站名称: 云河县人民政府网站, 栏目名称: 政府信息公开}}
    栏目调整: {{新设: 1, 优化: 2}}
  监督保障:
    参加培训: 2
    举办培训: {{场次: 1, 人次: 30}}
    问题整改: {{发现: 6, 整改: 6}}
    分管领导: 副局长
    工作考核: {{是否纳入: 是, 分值: 2分}}
    责任追究: 否
问题与改进:
- 问题: 全年有3份文件超过20个工作日才公开
  原因: 起草时没有定公开属性
  已采取的措施: [9月起发文时一并填写公开期限]
  改进措施: [2月底前由办公室把收发文登记与网站逐条核对一遍]
其他事项: {{信息处理费: 0}}
"""
PLACES = ("云河", "青山", "白石", "长溪", "安宁", "东平", "金沙", "南湖", "西岭", "北川")
BUREAUX = (
    *("教育", "水利", "林业", "民政", "司法", "财政", "审计", "统计", "商务", "交通"),
    *(
        "应急管理",
        "文化旅游",
        "卫生健康",
        "自然资源",
        "农业农村",
        "市场监管",
        "医疗保障",
        "城市管理",
        "气象",
        "档案",
    ),
)
UNITS = [(f"{place}县{bureau}局", f"县{bureau}局") for place in PLACES for bureau in BUREAUX]


def report_of(unit: tuple[str, str], year: int = 2023) -> Report:
    return load_answers(ANSWERS.format(year=year, name=unit[0], short=unit[1]))


def grams_of(unit: tuple[str, str], year: int, *parts: str) -> frozenset[str]:
    sections = narrate(report_of(unit, year)).sections
    text = "".join(
        paragraph.text for section in sections if section.part in parts for paragraph in section.paragraphs
    )
    return grams(text, *unit)


def test_two_hundred_bureaux_with_the_same_facts_do_not_read_alike() -> None:
    part_one = [grams_of(unit, 2023, "overview") for unit in UNITS]
    whole = [grams_of(unit, 2023, "overview", "problems", "other") for unit in UNITS]
    assert len(UNITS) == 200
    assert mean(likeness(first, second) for first, second in combinations(part_one, 2)) < 0.4
    assert mean(likeness(first, second) for first, second in combinations(whole, 2)) < 0.4
    assert max(likeness(first, second) for first, second in combinations(part_one, 2)) < 0.8


def test_next_year_the_same_unit_speaks_differently() -> None:
    changes = [
        likeness(grams_of(unit, 2023, "overview"), grams_of(unit, 2024, "overview")) for unit in UNITS[:60]
    ]
    assert mean(changes) < 0.4
    assert max(changes) < 0.5


def test_every_unit_tells_the_same_facts() -> None:
    told = {
        frozenset(
            item
            for paragraph in narrate(report_of(unit)).paragraphs
            for text in paragraph.sentences
            for item in text.used
        )
        for unit in UNITS[:60]
    }
    common = frozenset.intersection(*told)
    assert {item for one in told for item in one - common} <= {
        "agency.short_name",
        "agency.name",
        "agency.kind",
    }
