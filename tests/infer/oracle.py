"""What owlrl, a reasoner for OWL 2 RL, concludes of the things in a graph: N-Triples, sorted, without the graph itself.

Usage: oracle.py DATA.nt ONTOLOGY.ttl...

What says nothing of the data is left out: that everything is a thing and the same as itself. Literals are told by their
values, since the reasoner writes numbers anew.
"""

import sys

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, Graph, Literal

AXIOMS = [
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.equivalentClass,
    OWL.equivalentProperty,
    OWL.inverseOf,
]
EMPTY = {OWL.Thing, RDFS.Resource}

data = Graph().parse(sys.argv[1], format="nt")
ontology = Graph()
for path in sys.argv[2:]:
    ontology.parse(path, format="turtle")
closure = Graph()
for triple in data:
    closure.add(triple)
for triple in ontology:
    if triple[1] in AXIOMS:
        closure.add(triple)
DeductiveClosure(OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closure)

things = {term for s, p, o in data for term in ((s, o) if p != RDF.type else (s,)) if not isinstance(term, Literal)}
lines = set()
for s, p, o in closure:
    if s not in things or (s, p, o) in data or p == OWL.sameAs or o in EMPTY or str(o).startswith(str(RDF)):
        continue
    lines.add(f"{s.n3()} {p.n3()} {o.n3()} .")
print("\n".join(sorted(lines)))
