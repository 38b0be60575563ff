"""Prints for each rule what it found and how much of that is right. Run by scripts/score --rules and --confidence.

    score_rules.py [--write] SCORER RULES (GRAPH FACTS ARTICLES)...

SCORER is the folder of score.py, whose idea of a match is used; RULES is the folder of rule files. A fact that several
rules found counts for each of them.

With --write each rule gets the precision that was measured as its confidence. A rule with few hits says little by
itself: WEIGHT further hits are added to each, with the precision of the rules for the same class of facts, and to those of
a class as many with the precision of all. (The mean of a beta distribution whose prior is the precision of the kin.)
"""

import glob
import json
import os
import re
import sys
import tomllib
from collections import defaultdict

# Nothing may be written beside the scorer.
sys.dont_write_bytecode = True
WRITE = sys.argv[1:2] == ["--write"]
ARGUMENTS = sys.argv[2:] if WRITE else sys.argv[1:]
sys.path.insert(0, ARGUMENTS[0])
import score as scorer  # noqa: E402


# Hits that a rule's kin counts for beside its own.
WEIGHT = 8


def main():
    scorer_folder, rule_folder, *rest = ARGUMENTS
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
    if WRITE:
        write(rule_folder, confidences(rules, hits, right))
    silent = sum(1 for rule in rules if not hits[rule])
    print(f"{len(rules)} rules, {silent} of them without a hit here; {sum(hits.values())} hits, {sum(right.values())} right")


def confidences(rules, hits, right):
    """For each rule the precision to expect of it, in percent."""
    def mean(good, all_, prior):
        return (good + WEIGHT * prior) / (all_ + WEIGHT)

    overall = sum(right[rule] for rule in rules) / max(1, sum(hits[rule] for rule in rules))
    found = {}
    for rule, told in rules.items():
        kin = [other for other in rules if rules[other]["fact"] == told["fact"]]
        prior = mean(sum(right[other] for other in kin), sum(hits[other] for other in kin), overall)
        found[rule] = round(100 * mean(right[rule], hits[rule], prior))
    return found


def write(folder, found):
    """Puts the confidences into the rule files, each in the place of the one that stands there."""
    for path in sorted(glob.glob(os.path.join(folder, "*.toml"))):
        with open(path, encoding="utf8") as file:
            head, *parts = file.read().split("[[rule]]\n")
        for i, part in enumerate(parts):
            rule = re.search(r'^id = "([^"]+)"$', part, re.M).group(1)
            line = f"confidence = {found[rule]}"
            parts[i], changed = re.subn(r"^confidence = \d+$", line, part, count=1, flags=re.M)
            if not changed:
                parts[i] = re.sub(r"^(id = .*)$", rf"\1\n{line}", part, count=1, flags=re.M)
        with open(path, "w", encoding="utf8") as file:
            file.write("[[rule]]\n".join([head, *parts]))


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
