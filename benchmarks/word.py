"""Writing the Word file against python-docx's cell access, docxtpl and pandoc.

Run: .venv/bin/python benchmarks/word.py   (docxtpl and pandoc are measured where they are installed)
"""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
from measure import compare, tell

from reportbot.answers import read_answers
from reportbot.document import Document, cell_text, compose
from reportbot.export.markdown import render_markdown
from reportbot.export.word import render_word
from reportbot.grid import layout
from reportbot.resources import resource

HUAIAN = Path(__file__).parent.parent / "examples" / "huaian-2024" / "answers.yaml"


def by_cell_access(document: Document) -> bytes:
    """Fill the same merged tables the way python-docx's own documentation does."""
    report = document.report
    word = docx.Document(str(resource("templates", "word", "base.docx")))
    for form_table in report.form.tables:
        grid = layout(report.form, form_table.id)
        table = word.add_table(grid.rows, grid.columns)
        for box in grid.boxes:
            cell = table.cell(box.row, box.column)
            last = table.cell(box.row + box.rowspan - 1, box.column + box.colspan - 1)
            if cell._tc is not last._tc:
                cell = cell.merge(last)
            cell.text = cell_text(report, box.cell) if box.cell else box.text
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def by_docxtpl(document: Document, folder: Path) -> bytes:
    """Render a template that holds the same tables with a tag in every cell."""
    from docxtpl import DocxTemplate

    template = folder / "template.docx"
    if not template.exists():
        word = docx.Document(io.BytesIO(render_word(document)))
        for number, table in enumerate(word.tables):
            for place, cell in enumerate(table._cells):
                if cell.text.replace(".", "").isdigit():
                    cell.paragraphs[0].runs[0].text = f"{{{{ t{number}[{place}] }}}}"
        word.save(str(template))
    rendered = DocxTemplate(str(template))
    rendered.render({f"t{number}": list(range(600)) for number in range(3)})
    stream = io.BytesIO()
    rendered.save(stream)
    return stream.getvalue()


def main() -> None:
    """Print the ratios."""
    document = compose(read_answers(HUAIAN))

    def ours() -> bytes:
        return render_word(document)

    tell(
        "Word file, against table.cell()", *compare(ours, lambda: by_cell_access(document), 5), "at most 0.04"
    )
    with tempfile.TemporaryDirectory() as folder:
        try:
            import docxtpl  # noqa: F401
        except ImportError:
            print("docxtpl is not installed")
        else:
            tell(
                "Word file, against docxtpl",
                *compare(ours, lambda: by_docxtpl(document, Path(folder))),
                "below 1",
            )
        if not shutil.which("pandoc"):
            print("pandoc is not installed")
            return
        source, target = Path(folder) / "a.md", Path(folder) / "a.docx"
        source.write_text(render_markdown(document), encoding="utf-8")
        command = ["pandoc", str(source), "-o", str(target)]
        tell(
            "Word file, against pandoc (a process)",
            *compare(ours, lambda: subprocess.run(command, check=True)),
            "at most 1",
        )


if __name__ == "__main__":
    main()
