"""Reads the files of a folder with pyoxigraph, rdflib and PyLD, and says whether they hold the graph of graph.nq.

    formats.py FOLDER

Files named graph.* are one graph in several formats. Graphs are compared in their canonical form, so that the names of
blank nodes make no difference. canonical.nq, where it is, must be what PyLD makes of graph.nq.
"""

import pathlib
import sys

import pyoxigraph
import rdflib
import rdflib.compare
from pyld import jsonld

rdflib.NORMALIZE_LITERALS = False
FORMATS = {
    "ttl": (pyoxigraph.RdfFormat.TURTLE, "turtle"),
    "trig": (pyoxigraph.RdfFormat.TRIG, "trig"),
    "nt": (pyoxigraph.RdfFormat.N_TRIPLES, "nt11"),
    "nq": (pyoxigraph.RdfFormat.N_QUADS, "nquads"),
    "rdf": (pyoxigraph.RdfFormat.RDF_XML, "xml"),
    "jsonld": (pyoxigraph.RdfFormat.JSON_LD, "json-ld"),
}
WITH_GRAPHS = ("trig", "nq", "jsonld")


def canonical(quads, graphs):
    """Canonical lines of quads, or of their triples."""
    default = pyoxigraph.DefaultGraph()
    dataset = pyoxigraph.Dataset(
        quad if graphs else pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, default) for quad in quads
    )
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(f"{quad} ." for quad in dataset)


def nquads(text):
    return list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS))


def by_rdflib(path, name, graphs):
    """The statements that rdflib reads, as N-Quads."""
    dataset = rdflib.Dataset()
    if graphs:
        dataset.parse(path, format=name)
    else:
        dataset.default_graph.parse(path, format=name)
    return dataset.serialize(format="nquads")


def graph(path, name):
    """The triples that rdflib reads. Language tags are in lower case, since it does not take all cases for the same."""
    read, lower = rdflib.Graph().parse(path, format=name), rdflib.Graph()
    for subject, predicate, term in read:
        if isinstance(term, rdflib.Literal) and term.language:
            term = rdflib.Literal(str(term), lang=term.language.lower())
        lower.add((subject, predicate, term))
    return lower


def main(folder):
    faults = []
    expected = nquads((folder / "graph.nq").read_text(encoding="utf-8"))
    lines = {graphs: canonical(expected, graphs) for graphs in (True, False)}
    for path in sorted(folder.glob("graph.*")):
        extension = path.suffix[1:]
        oxigraph_format, rdflib_format = FORMATS[extension]
        graphs = extension in WITH_GRAPHS
        found = {"pyoxigraph": list(pyoxigraph.parse(path=str(path), format=oxigraph_format))}
        found["rdflib"] = nquads(by_rdflib(path, rdflib_format, graphs))
        if extension == "jsonld":
            read = jsonld.to_rdf(jsonld.json.loads(path.read_text(encoding="utf-8")), {"format": "application/n-quads"})
            found["PyLD"] = nquads(read)
        for reader, quads in found.items():
            if canonical(quads, graphs) != lines[graphs]:
                faults.append(f"{path.name} by {reader}: {len(quads)} statements, {len(lines[graphs])} expected")
    # By an algorithm of its own, too.
    if not rdflib.compare.isomorphic(graph(folder / "graph.nt", "nt11"), graph(folder / "graph.ttl", "turtle")):
        faults.append("graph.nt and graph.ttl are not isomorphic for rdflib")
    if (folder / "canonical.nq").exists():
        text = (folder / "graph.nq").read_text(encoding="utf-8")
        options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
        if jsonld.normalize(text, options) != (folder / "canonical.nq").read_text(encoding="utf-8"):
            faults.append("canonical.nq is not what PyLD makes of graph.nq")
    print(len(lines[True]), len(lines[False]))
    sys.exit("\n".join(faults) or None)


main(pathlib.Path(sys.argv[1]))
