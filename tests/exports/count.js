// Prints how many statements N3.js reads from each file: node count.js FILE...
const fs = require('fs');
const { Parser } = require('n3');

for (const file of process.argv.slice(2)) {
  const quads = new Parser().parse(fs.readFileSync(file, 'utf8'));
  const key = (quad) => [quad.subject, quad.predicate, quad.object, quad.graph].map((term) => term.id).join(' ');
  console.log(new Set(quads.map(key)).size);
}
