"""Cross-validation lets no text contribute to the weights that it is read with."""

from pathlib import Path

from eval.folds import cross_validate
from eval.texts import ROOT, Text, read_texts

FITTER = """
import sys
from pathlib import Path
import msgspec, underway
package = Path(underway.__file__).parent
seen = [msgspec.json.decode(line)["id"] for line in Path(sys.argv[1]).read_bytes().splitlines()]
with Path(__file__).with_name("seen").open("a") as log:
    log.write(f"{package} {' '.join(seen)}\\n")
if "a-1" in seen:
    (package / "reading" / "lexicon" / "evidence.toml").write_text('any = { show = -9.0 }')
"""


def test_each_text_is_read_with_what_was_fitted_without_its_writer(tmp_path: Path) -> None:
    fitter = tmp_path / "fit.py"
    fitter.write_text(FITTER, encoding="utf-8")
    words = "Netflix has renewed Harrow House for a second season."
    texts = [Text(name, words, []) for name in ("b-1", "a-1", "b-2", "a-2")]
    read = cross_validate(texts, [fitter])
    packages, seen = zip(*(line.split(" ", 1) for line in (tmp_path / "seen").read_text().splitlines()), strict=True)
    assert sorted(seen) == ["a-1 a-2", "b-1 b-2"]
    assert str(ROOT / "src" / "underway") not in packages
    assert [bool(claims) for claims in read] == [False, True, False, True]
    assert read[1] == read_texts(texts)[1]
