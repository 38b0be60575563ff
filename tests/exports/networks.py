"""Reads graph.graphml, nodes.csv and edges.csv of a folder with NetworkX, and says whether they are one network.

    networks.py FOLDER
"""

import collections
import csv
import pathlib
import sys

import networkx


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(folder):
    graphml = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    assert graphml.is_directed() and graphml.is_multigraph()
    tables = networkx.MultiDiGraph()
    for row in table(folder / "nodes.csv"):
        tables.add_node(row["Id"], label=row["Label"], kind=row["Kind"])
    for row in table(folder / "edges.csv"):
        assert row["Type"] == "Directed"
        assert row["Source"] in tables and row["Target"] in tables, row
        tables.add_edge(row["Source"], row["Target"], label=row["Label"], iri=row["Iri"], quote=row["Quote"])

    iri = {node: data["iri"] for node, data in graphml.nodes(data=True)}
    assert {data["iri"]: (data["label"], data["kind"]) for _, data in graphml.nodes(data=True)} == {
        node: (data["label"], data["kind"]) for node, data in tables.nodes(data=True)
    }
    parts = ("label", "iri", "quote")
    edges = collections.Counter(
        (iri[a], iri[b], *(data.get(part, "") for part in parts)) for a, b, data in graphml.edges(data=True)
    )
    assert edges == collections.Counter((a, b, *(data[part] for part in parts)) for a, b, data in tables.edges(data=True))
    # The types that are declared are those that the values have.
    for _, data in graphml.nodes(data=True):
        assert isinstance(data["mentions"], int)
    for *_, data in graphml.edges(data=True):
        assert isinstance(data["weight"], float) and isinstance(data.get("confidence", 0.5), float)
        assert data["kind"] == "direct" or (data["quote"] and data["modality"]), data
    print(graphml.number_of_nodes(), graphml.number_of_edges())


main(pathlib.Path(sys.argv[1]))
