"""What LaTeX's commands stand for: which take arguments, which are silent, which are characters."""

from typing import Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import get_default_latex_context_db
from pylatexenc.macrospec import EnvironmentSpec, MacroSpec

HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph",
            "subparagraph")  # fmt: skip
# Blocks that may have a name, which is shown.
NAMED_BLOCKS = frozenset(
    "theorem lemma proof definition corollary proposition remark example claim".split()
)
# Commands that pylatexenc does not know, and what they take: "{" a must, "[" a may, "*" a star.
_TAKES = {
    "hypertarget": "{{", "hyperlink": "{{", "texorpdfstring": "{{", "frametitle": "[{",
    "subtitle": "[{", "subfile": "{", "multirow": "[{[{[{", "cref": "{", "Cref": "{",
    "autoref": "{", "citet": "[[{", "citep": "[[{", "hspace": "*{", "vspace": "*{",
    "setlength": "{{", "addtolength": "{{", "setcounter": "{{", "definecolor": "{{{",
    "pagestyle": "{", "thispagestyle": "{", "bibliographystyle": "{", "bibliography": "{",
    "hypersetup": "{", "geometry": "{", "usetheme": "{", "addcontentsline": "{{{", "cmidrule": "({",
    "cline": "{", "def": "", "foreignlanguage": "{{", "selectlanguage": "{", "lstset": "{",
    "newtheorem": "*{[{[", "captionsetup": "[{", "addlinespace": "[", "index": "{",
    "tableofcontents": "", "urlstyle": "{", "babelprovide": "[{", "resizebox": "*{{{",
    "scalebox": "{[{", "colorbox": "{{", "fcolorbox": "{{{", "footnotemark": "[",
    "footnotetext": "[{", "href": "{{", "bibitem": "[{", "caption": "*[{",
    "textcolor": "[{{", "multicolumn": "{{{", "parbox": "[[[{{", "raisebox": "{[[{",
    "makebox": "[[{", "framebox": "[[{", "graphicspath": "{", "pagenumbering": "{", "thanks": "{",
}  # fmt: skip
_OPENS_WITH = {
    "longtable": "[{", "tabularx": "{{", "tabulary": "{{", "tabular*": "{[{", "supertabular": "{",
    "xltabular": "[{{", "Highlighting": "[", "thebibliography": "{", "minipage": "[[[{",
    "wrapfigure": "[{[{", "multicols": "{", "adjustbox": "{", **dict.fromkeys(NAMED_BLOCKS, "["),
}  # fmt: skip
SILENT = frozenset(
    "label hspace vspace setlength addtolength setcounter definecolor pagestyle thispagestyle "
    "bibliographystyle bibliography hypersetup geometry usetheme addcontentsline def usepackage "
    "documentclass newcommand renewcommand providecommand newenvironment renewenvironment lstset "
    "RequirePackage newtheorem captionsetup addlinespace index tableofcontents urlstyle today "
    "babelprovide selectlanguage footnotemark maketitle noindent centering tightlist graphicspath "
    "pagenumbering nocite input include subfile includegraphics toprule midrule bottomrule hline "
    "cmidrule cline endhead endfirsthead endfoot endlastfoot title - / @ color DeclareMathOperator "
    "newcounter newlength linewidth textwidth columnwidth raggedright".split()
)
LAST_ARGUMENT = frozenset(
    "hypertarget hyperlink href textcolor multicolumn multirow parbox makebox raisebox resizebox "
    "scalebox colorbox fcolorbox framebox foreignlanguage".split()
)
_CONVERTER = LatexNodes2Text(math_mode="verbatim", keep_comments=False)
_SIGNS = {
    "%": "%", "LaTeX": "LaTeX", "TeX": "TeX", "S": "§", "P": "¶", "copyright": "©", "euro": "€",
    "EUR": "€", "pounds": "£", "deg": "°", "textdegree": "°", "slash": "/", "and": ", ",
    "/": "", "-": "", "@": "",
}  # fmt: skip
_ACCENTS = frozenset("'`^\"~=.uvHcdbrkt") | {"i", "j"}


def _context() -> Any:
    context = get_default_latex_context_db()
    macros = [MacroSpec(name, takes.replace("(", "[")) for name, takes in _TAKES.items()]
    blocks = [EnvironmentSpec(name, takes) for name, takes in _OPENS_WITH.items()]
    context.add_context_category("footnote", macros=macros, environments=blocks, prepend=True)
    return context


CONTEXT = _context()


def spelled(node: Any) -> str | None:
    r"""The characters that a command or sign stands for: \"a, \ss, \%, ---; None for others."""
    name = getattr(node, "macroname", "")
    if name in _SIGNS:
        return _SIGNS[name]
    if name and name not in _ACCENTS:
        known = _CONVERTER.latex_context.get_macro_spec(name)
        found = getattr(known, "simplify_repl", None)
        given = getattr(node.nodeargd, "argnlist", None)
        return found if isinstance(found, str) and not given and "%s" not in found else None
    try:
        return str(_CONVERTER.node_to_text(node))
    except Exception:  # an accent on nothing, at the end of a file
        return None
