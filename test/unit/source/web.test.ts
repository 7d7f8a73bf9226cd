import assert from 'node:assert/strict';
import { assertLinear, measuringTime } from '../../linearTime';
import { Project } from './project';

const nothing = new Project({}, {});
const page = async (func: string, place: string) => (await nothing.resolve(func, place)).web;

describe('A page on the web', () => {
  for (const [func, place, url] of [
    // The standard library, at the release in the path.
    ['sync.(*Cond).Wait', '/usr/local/go/src/sync/cond.go:70', 'golang/go/blob/master/src/sync/cond.go#L70'],
    ['sync.(*Cond).Wait', 'sync/cond.go:70', 'golang/go/blob/master/src/sync/cond.go#L70'],
    ['net.F', '/usr/lib/go-1.24/src/net/net.go:1', 'golang/go/blob/release-branch.go1.24/src/net/net.go#L1'],
    ['net.F', '/home/me/sdk/go1.24.4/src/net/net.go:1', 'golang/go/blob/go1.24.4/src/net/net.go#L1'],
    [
      'net.F',
      '/opt/hostedtoolcache/go/1.24.4/x64/src/net/net.go:1',
      'golang/go/blob/go1.24.4/src/net/net.go#L1',
    ],
    [
      'net.F',
      '/opt/homebrew/Cellar/go/1.24.4/libexec/src/net/net.go:1',
      'golang/go/blob/go1.24.4/src/net/net.go#L1',
    ],
    [
      'runtime.goexit',
      '/x/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.1.linux-amd64/src/runtime/asm_amd64.s:9',
      'golang/go/blob/go1.27.1/src/runtime/asm_amd64.s#L9',
    ],
    // Repositories whose addresses are known: versions, major versions, modules in folders, commits.
    ['x.F', '/x/pkg/mod/github.com/a/b@v1.2.3/c/d.go:4', 'a/b/blob/v1.2.3/c/d.go#L4'],
    ['x.F', 'github.com/Azure/sdk@v1.2.3/d.go:4', 'Azure/sdk/blob/v1.2.3/d.go#L4'],
    ['x.F', '/x/pkg/mod/github.com/!azure/sdk@v1.2.3/d.go:4', 'Azure/sdk/blob/v1.2.3/d.go#L4'],
    ['github.com/a/b.F', '/cache/github.com/a/b@v1.2.3/d.go:4', 'a/b/blob/v1.2.3/d.go#L4'],
    ['x.F', '/x/pkg/mod/github.com/a/b/v2@v2.0.1/d.go:4', 'a/b/blob/v2.0.1/d.go#L4'],
    [
      'x.F',
      '/x/pkg/mod/github.com/a/b/service/s3@v1.2.3/d.go:4',
      'a/b/blob/service/s3/v1.2.3/service/s3/d.go#L4',
    ],
    ['x.F', '/x/pkg/mod/github.com/a/b@v2.0.0+incompatible/d.go:4', 'a/b/blob/v2.0.0/d.go#L4'],
    [
      'x.F',
      '/x/pkg/mod/github.com/a/b@v0.0.0-20240102030405-0123456789ab/d.go:4',
      'a/b/blob/0123456789ab/d.go#L4',
    ],
    [
      'x.F',
      '/x/pkg/mod/github.com/a/b@v1.2.4-0.20240102030405-0123456789ab/d.go:4',
      'a/b/blob/0123456789ab/d.go#L4',
    ],
    [
      'x.F',
      '/x/pkg/mod/github.com/a/b@v1.2.3-pre.0.20240102030405-0123456789ab/d.go:4',
      'a/b/blob/0123456789ab/d.go#L4',
    ],
    ['x.F', '/x/pkg/mod/gitlab.com/a/b@v1.0.0/d.go:4', 'https://gitlab.com/a/b/-/blob/v1.0.0/d.go#L4'],
    ['x.F', '/x/pkg/mod/codeberg.org/a/b@v1.0.0/d.go:4', 'https://codeberg.org/a/b/src/tag/v1.0.0/d.go#L4'],
    // All others have their page at pkg.go.dev.
    [
      'x.F',
      'golang.org/x/sync@v0.7.0/errgroup/e.go:4',
      'https://pkg.go.dev/golang.org/x/sync@v0.7.0/errgroup',
    ],
    ['x.F', 'gopkg.in/yaml.v3@v3.0.1/y.go:4', 'https://pkg.go.dev/gopkg.in/yaml.v3@v3.0.1'],
    // The user's own code has none.
    ['example.com/lab/node.F', '/home/me/lab/node/hub.go:4', undefined],
    ['main.main', '/home/me/go/src/github.com/a/b/main.go:4', undefined],
    ['main.main', '??:0', undefined],
  ] as const) {
    it(`for ${func} in ${place} is ${url ?? 'not there'}`, async () => {
      const expected = url === undefined || url.startsWith('https:') ? url : `https://github.com/${url}`;
      assert.equal(await page(func, place), expected);
    });
  }

  it('is found in linear time', async () => {
    for (const folder of ['/pkg/mod/', '/pkg/mod/x@']) {
      await assertLinear(
        (size) => {
          const place = `${folder.repeat(size)}x.go:1`;
          return async () => {
            assert.equal(await page('x.F', place), undefined);
          };
        },
        50_000,
        200_000,
      );
    }
  }).timeout(measuringTime);

  it('is found by the first module in the path', async () => {
    assert.equal(
      await page('x.F', '/home/jo@work/go/pkg/mod/github.com/a/b@v1.2.3/pkg/mod/x@y.go:1'),
      'https://github.com/a/b/blob/v1.2.3/pkg/mod/x@y.go#L1',
    );
  });
});
