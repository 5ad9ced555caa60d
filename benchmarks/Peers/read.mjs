// Reads a report with one of the peers: node read.mjs NAME FILE. It prints how many cases it saw, so that nothing is left out.
import fs from 'node:fs';

const [name, file] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');

const readers = {
  'junit2json': async () => {
    const { parse } = await import('junit2json');
    return (await parse(text)).testsuite.reduce((sum, it) => sum + it.testcase.length, 0);
  },
  'fast-xml-parser': async () => {
    const { XMLParser } = await import('fast-xml-parser');
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(text);
    return parsed.testsuites.testsuite.reduce((sum, it) => sum + it.testcase.length, 0);
  },
  'test-results-parser': async () => {
    const { parse } = (await import('test-results-parser')).default;
    return parse({ type: 'junit', files: [file] }).total;
  },
};

const cases = await readers[name]();
if (!(cases > 0)) {
  console.error(`${name} saw no case`);
  process.exit(1);
}

console.log(cases);
