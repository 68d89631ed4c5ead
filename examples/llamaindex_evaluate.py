"""Hand Footnote to LlamaIndex: its evaluators judge the retriever, its chat engine talks on top.

    $ python -m examples.llamaindex_evaluate examples/questions.csv
    0.78 Hakan Fidan is the foreign minister of Turkey. [1]

No key and no network: the embedding model is Footnote's own, and LlamaIndex's MockLLM stands where
any of its LLMs can. The table's "words" are what a passage must hold to be the right one.
"""

import argparse
import csv
import sys
from pathlib import Path
from statistics import mean

from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.evaluation import RetrieverEvaluator, SemanticSimilarityEvaluator
from llama_index.core.llms import MockLLM

from assistant import Assistant, Settings
from assistant.llamaindex import FootnoteEmbedding, FootnoteQueryEngine, FootnoteRetriever
from index.errors import FootnoteError


def main() -> None:
    """Evaluate and chat."""
    parser = argparse.ArgumentParser(prog="python -m examples.llamaindex_evaluate")
    parser.add_argument("questions", type=Path, nargs="?", default="examples/questions.csv")
    parser.add_argument("--folder", default="seeds")
    parser.add_argument("--store", help="the index; default: beside the folder")
    given = parser.parse_args()
    with given.questions.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row.get("question"), row.get("words")) for row in csv.DictReader(file)]
    settings = Settings.from_environment()
    with Assistant.open(given.folder, given.store, settings) as assistant:
        retriever = FootnoteRetriever(assistant, k=5)
        nodes = retriever.nodes()
        judge = RetrieverEvaluator.from_metric_names(["hit_rate", "mrr"], retriever=retriever)
        engine = FootnoteQueryEngine(assistant=assistant, write=False)
        alike = SemanticSimilarityEvaluator(FootnoteEmbedding(assistant), similarity_threshold=0.5)
        chat = ContextChatEngine.from_defaults(retriever, llm=MockLLM(max_tokens=20))
        metrics = []
        for question, words in rows:
            right = [node.node_id for node in nodes if words and words in node.text]
            if not (question and right):
                print(f"no passage holds the words of {question!r}: left out")
                continue
            metrics.append(judge.evaluate(question, expected_ids=right).metric_vals_dict)
            response = str(engine.query(question))
            likeness = alike.evaluate(response=response, reference=f"{question} {words}")
            print(f"{likeness.score:.2f} {response.splitlines()[0]}")
            given_to_it = chat.chat(question).source_nodes[0].node.metadata
            print(f"     the chat was given, first: {given_to_it['path']}, {given_to_it['place']}")
        for name in ("hit_rate", "mrr") if metrics else ():
            print(f"{name}: {mean(one[name] for one in metrics):.2f}")


if __name__ == "__main__":
    try:
        main()
    except (FootnoteError, OSError) as error:
        sys.exit(f"llamaindex_evaluate: {error}")
