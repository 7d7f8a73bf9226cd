import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kernel } from '../../../src/core/parser/kernel';
import { kernelBytes } from '../../../src/core/parser/kernelBytes';
import { parseTraceback } from '../../../src/core/parser/traceback';
import { expectedDumps, fixture } from '../../fixtures';
import { random } from '../random';
