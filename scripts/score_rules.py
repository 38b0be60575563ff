"""Prints for each rule what it found and how much of that is right. Run by scripts/score --rules.

    score_rules.py SCORER RULES (GRAPH FACTS ARTICLES)...

SCORER is the folder of score.py, whose idea of a match is used; RULES is the folder of rule files. A fact that several
rules found counts for each of them.
"""

import glob
import json
import os
import sys
import tomllib
from collections import defaultdict

# Nothing may be written beside the scorer.
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import score as scorer  # noqa: E402


def main():
    scorer_folder, rule_folder, *rest = sys.argv[1:]
    alias = read_json(os.path.join(scorer_folder, "aliases.json"))
    rules = {}
    for path in sorted(glob.glob(os.path.join(rule_folder, "*.toml"))):
        with open(path, "rb") as file:
            for rule in tomllib.load(file).get("rule", []):
                rules[rule["id"]] = rule
    hits, right, known = defaultdict(int), defaultdict(int), set()
    for graph, facts, articles in zip(rest[0::3], rest[1::3], rest[2::3]):
        with open(facts, encoding="utf8") as file:
            gold = [json.loads(line) for line in file if line.strip()]
        for node_rules, is_right in judged(scorer.Graph([graph]), gold, articles, alias):
            known |= node_rules
            for rule in node_rules:
                hits[rule] += 1
                right[rule] += is_right
    print(f"{'rule':48} {'fact':14} {'hits':>5} {'right':>6} {'precision':>9} {'claimed':>8}")
    for rule in sorted(set(rules) | known, key=lambda rule: (rules.get(rule, {}).get("fact", "?"), rule)):
        told = rules.get(rule, {})
        precision = f"{right[rule] / hits[rule]:.3f}" if hits[rule] else "-"
        claimed = f"{told['confidence'] / 100:.2f}" if "confidence" in told else "-"
        print(f"{rule:48} {told.get('fact', '?'):14} {hits[rule]:5} {right[rule]:6} {precision:>9} {claimed:>8}")
    silent = sum(1 for rule in rules if not hits[rule])
    print(f"{len(rules)} rules, {silent} of them without a hit here; {sum(hits.values())} hits, {sum(right.values())} right")


def judged(graph, gold, folder, alias):
    """The rules that found each fact in the scored classes, and whether the fact is right."""
    texts = {}
    for name in {fact["doc"] for fact in gold}:
        with open(os.path.join(folder, name), encoding="utf8") as file:
            texts[name] = file.read()
    nodes = defaultdict(list)
    for node in list(graph.out):
        for kind in graph.types(node):
            nodes[kind].append(node)
    places = {node: list(graph.evidence(node)) for found in nodes.values() for node in found}
    used = set()
    for fact in gold:
        if fact["type"] not in scorer.MAP:
            continue
        spans = paragraphs(texts[fact["doc"]], fact["quote"])
        for kind in scorer.MAP[fact["type"]][0]:
            for node in nodes.get(kind, []):
                if located(fact, places[node], spans) and scorer.match(fact, node, graph, alias):
                    used.add(node)
    types = {fact["type"] for fact in gold if fact["type"] in scorer.MAP}
    scored = {node for kind in types for name in scorer.MAP[kind][0] for node in nodes.get(name, [])}
    for node in sorted(scored):
        if any(name in texts for name, _, _ in places[node]):
            found = {rule.value.rsplit("/", 1)[-1] for rule in graph.out[node].get(scorer.NG + "rule", [])}
            yield found, node in used


def located(fact, places, spans):
    for name, start, end in places:
        if name == fact["doc"] and (start is None or any(start < high and end > low for low, high in spans)):
            return True
    return False


def paragraphs(text, quote):
    """Where the paragraphs begin and end in which a quotation stands."""
    spans, at = [], text.find(quote)
    while at >= 0:
        end = text.find("\n", at + len(quote))
        spans.append((text.rfind("\n", 0, at) + 1, end + 1 if end >= 0 else len(text) + 1))
        at = text.find(quote, at + 1)
    return spans


def read_json(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf8") as file:
        return json.load(file)


if __name__ == "__main__":
    main()
