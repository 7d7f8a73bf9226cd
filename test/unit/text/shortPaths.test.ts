import assert from 'node:assert/strict';
import { shortPaths } from '../../../src/core/text/shortPaths';

const one = [{ path: '/home/me/src/lab', name: 'lab' }];

describe('Paths in a report', () => {
  it('are relative to the folder of the workspace', () => {
    assert.equal(shortPaths('see /home/me/src/lab/node/hub.go:90.', one), 'see node/hub.go:90.');
  });

  it('begin with the name of the folder if there are several', () => {
    const folders = [...one, { path: '/home/me/src/lab/vendored', name: 'vendored' }];
    assert.equal(shortPaths('/home/me/src/lab/a.go', folders), 'lab/a.go');
    assert.equal(shortPaths('/home/me/src/lab/vendored/b.go', folders), 'vendored/b.go');
  });

  it('contain no home folder of any system', () => {
    assert.equal(shortPaths('/home/me/go/x.go /Users/me/x.go /root/x.go', one), '~/go/x.go ~/x.go ~/x.go');
    assert.equal(shortPaths('C:\\Users\\me\\x.go c:/Users/me/x.go', one), '~\\x.go ~/x.go');
  });

  it('are found with either separator', () => {
    assert.equal(shortPaths('C:\\src\\lab\\a.go', [{ path: 'c:/src/lab', name: 'lab' }]), 'a.go');
  });

  it('are those of the folder only', () => {
    assert.equal(shortPaths('/srv/home/me/src/lab/a.go', one), '/srv/home/me/src/lab/a.go');
    assert.equal(shortPaths('/home/me/src/lab2/a.go', one), '~/src/lab2/a.go');
    assert.equal(shortPaths('/opt/a.go', [{ path: '', name: '' }]), '/opt/a.go');
  });
});
