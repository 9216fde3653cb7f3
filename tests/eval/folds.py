"""Cross-validation by writer: each text read with weights to which no text of its writer contributed."""

import os
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.texts import ROOT, Said, Text, encode_texts
from eval.trees import read_with, run_with

# What fits weights: each takes a file of annotated texts, and writes its table into the package that it imports.
FITTERS = (ROOT / "tools" / "fit_evidence.py", ROOT / "tools" / "fit_field.py")


def cross_validate(texts: Sequence[Text], fitters: Sequence[Path] = FITTERS) -> list[list[Said]]:
    """The claims of each text. Raises EvaluationError where weights cannot be fitted."""

    def without(writer: str) -> dict[str, list[Said]]:
        unseen = [text for text in texts if text.writer == writer]
        with TemporaryDirectory() as folder:
            source = Path(shutil.copytree(ROOT / "src", Path(folder) / "src"))
            seen = Path(folder) / "seen.jsonl"
            seen.write_bytes(encode_texts(text for text in texts if text.writer != writer))
            for fitter in fitters:
                run_with(source, [str(fitter), str(seen)])
            return {text.id: claims for text, claims in zip(unseen, read_with(source, unseen), strict=True)}

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        read = {
            name: claims
            for part in pool.map(without, sorted({t.writer for t in texts}))
            for name, claims in part.items()
        }
    return [read[text.id] for text in texts]
