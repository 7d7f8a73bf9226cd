import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReadme } from '../../scripts/readme';

describe('The README', () => {
  it('lists the commands and settings of package.json (else run `npm run readme`)', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    assert.equal(readme, renderReadme());
  });
});
