"""What pySHACL finds in a graph: a JSON list of focus node, path, constraint component and value for each result.

Usage: oracle.py SHAPES.ttl DATA.nt
"""

import json
import sys

import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF, SH


def written(graph, path):
    """A path as SPARQL writes it, as far as the shapes need it."""
    if path is None:
        return None
    inverse = graph.value(path, SH.inversePath)
    return f"^{inverse}" if inverse is not None else str(path)


shapes, data = Graph(), Graph()
shapes.parse(sys.argv[1], format="turtle")
data.parse(sys.argv[2], format="nt")
conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", meta_shacl=True)
found = []
for result in report.subjects(RDF.type, SH.ValidationResult):
    # What a sh:node or sh:or looks into is told below the result itself.
    if next(report.subjects(SH.detail, result), None) is not None:
        continue
    value = report.value(result, SH.value)
    found.append(
        [
            report.value(result, SH.focusNode).n3(),
            written(report, report.value(result, SH.resultPath)),
            str(report.value(result, SH.sourceConstraintComponent)).split("#")[1],
            None if value is None else value.n3(),
        ]
    )
json.dump({"conforms": bool(conforms), "found": sorted(found, key=str)}, sys.stdout)
