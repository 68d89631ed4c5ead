"""LaTeX: the words of a paper at their lines; commands gone, maths and programs as written."""

from pathlib import Path

import pytest

from index import documents
from index.formats.latex import latex

FILES = Path(__file__).parent.parent / "files" / "text"


def seen(source: str) -> list[tuple[str, int, str, str]]:
    outline = latex.read(source.encode())
    return [(b.kind, b.level, outline.text[b.start : b.end], b.place) for b in outline.blocks]


def words(source: str) -> str:
    return latex.read(source.encode()).text


def test_a_file_by_pandoc_gives_its_structure_and_lines() -> None:
    document = documents.read("lighthouse.tex", (FILES / "lighthouse.tex").read_bytes())
    text = document.text
    assert document.title == "The Light at Skarholm"
    assert document.note == ""
    found = {text[b.start : b.end]: (b.kind, b.level, b.place) for b in document.blocks}
    assert found["Keepers"] == ("heading", 3, "line 125")
    assert found["The weather book"] == ("heading", 4, "line 148")
    assert found["Lamps of the lighthouse."] == ("paragraph", 0, "line 167")
    assert found["Year | Lamp | Range"] == ("header", 0, "line 169")
    assert found["1932 | Gas | 18 miles"] == ("row", 0, "line 177")
    assert found["    return seconds // 12"] == ("code", 0, "line 187")
    assert found["Their geese won a prize in 1923."][0] == "item"
    assert document.place_at(text.index("Salt and Pepper")) == "line 129"
    energy = "The energy is \\(E = P \\cdot t\\), and the café “Måne” sells cinnamon buns."
    assert found[energy] == ("paragraph", 0, "line 197")
    assert text.count("Year | Lamp | Range") == 1
    assert "usepackage" not in text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            r"Jos\'e M\"uller, {\O}ystein, \ss, na\"{\i}ve \c{c}a",
            "José Müller, Øystein, ß, naïve ça",
        ),
        (r"5\% \& \$3 \_ \# --- ``so'' 1--2", "5% & $3 _ # — “so” 1–2"),
        (r"\textbf{bold \emph{both}} {\it old}", "bold both old"),
        (r"\href{http://x}{text} \url{http://y/a_b} \verb|x_y|", "text http://y/a_b x_y"),
        (r"Seen \cite[p.~3]{ek} in \ref{sec:x}\label{y}.", "Seen [ek] in [sec:x]."),
        (r"\unknown{kept} and \textcolor{red}{this}\vspace{1cm}", "kept and this"),
        ("Words % hidden\ngo on.", "Words go on."),
        ("\\newcommand{\\boat}{the Alken}On \\boat{} and \\boat.", "On the Alken and the Alken."),
        (r"Since $a_b^2 \leq 1$, \(x\).", r"Since $a_b^2 \leq 1$, \(x\)."),
        ("One\\footnote{Two.} three.\n\nFour.", "One three.\n\nTwo.\n\nFour."),
        ("in\\-visible 5~km a\\,b\\\\c", "invisible 5 km a b c"),
        ("\\def\\a#1{b {c}}\nText.", "Text."),
    ],
)
def test_commands_become_what_a_reader_sees(source: str, text: str) -> None:
    assert " ".join(words(source).split(" ")).replace("\xa0", " ") == text


def test_lists_programs_formulas_and_slides() -> None:
    source = r"""\chapter{One}
\section{Two}
\begin{enumerate}
\item first

more
\item[Term] second
\end{enumerate}
\[ a = b \]
\begin{lstlisting}[language=Python]
if x_y: % no comment
\end{lstlisting}
\begin{comment}
secret
\end{comment}
\begin{theorem}[Ek] It is so. \end{theorem}
\begin{frame}{A slide} Body. \end{frame}
\begin{tikzpicture}\node{a};\end{tikzpicture}
\input{other}
\begin{thebibliography}{9}
\bibitem{ek} Ek. Lamps.
\end{thebibliography}"""
    assert seen(source) == [
        ("heading", 1, "One", "line 1"),
        ("heading", 2, "Two", "line 2"),
        ("item", 0, "first", "line 4"),
        ("item", 0, "more", "line 6"),
        ("item", 0, "Term second", "line 7"),
        ("code", 0, r"\[ a = b \]", "line 9"),
        ("code", 0, "if x_y: % no comment", "line 11"),
        ("paragraph", 0, "Ek It is so.", "line 16"),
        ("heading", 3, "A slide", "line 17"),
        ("paragraph", 0, "Body.", "line 17"),
        ("item", 0, "[ek] Ek. Lamps.", "line 21"),
    ]
    note = latex.read(source.encode()).note
    assert note == "1 other file in it was not read; 1 drawing in it was not read"


def test_a_table_with_lines_has_its_first_row_for_header() -> None:
    source = (
        "\\begin{tabular}{lr}\n\\hline\nName & Price \\\\ \\hline\nAlken & 3\\,\\% \\\\\n"
        "\\multicolumn{2}{c}{both \\& all} \\\\\n\\hline\n\\end{tabular}\nEnd."
    )
    assert seen(source) == [
        ("header", 0, "Name | Price", "line 3"),
        ("row", 0, "Alken | 3 %", "line 4"),
        ("row", 0, "both & all", "line 5"),
        ("paragraph", 0, "End.", "line 8"),
    ]


@pytest.mark.parametrize("source", ["\\begin{itemize} \\item{a", "} $a", "\\section{", "\\'"])
def test_what_is_never_closed_does_no_harm(source: str) -> None:
    assert ("a" in source.replace("itemize", "")) == ("a" in words(source))


def test_nesting_without_end_is_read_as_plain_text() -> None:
    outline = latex.read(b"{" * 5_000 + b"deep" + b"}" * 5_000)
    assert "deep" in outline.text
    assert outline.note.startswith("it is too long or too deeply nested to read its commands")
