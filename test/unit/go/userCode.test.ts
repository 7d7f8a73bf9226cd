import assert from 'node:assert/strict';
import {
  type StackFrame,
  guessUserCode,
  isDependency,
  isStandardLibrary,
  parseDump,
} from '../../../src/core';
import { anycable, fixture } from '../../fixtures';
import { assertLinear, measuringTime } from '../../linearTime';
import { nonEmpty } from '../../nonEmpty';

/** `function at file` of the user-code frames in a fixture. */
function own(path: string, workspaceModules?: readonly string[]): readonly string[] {
  const dump = parseDump(fixture(path));
  return dump.frames
    .filter(guessUserCode(dump, workspaceModules))
    .map(({ function: func, file }) => `${func} at ${file}`);
}

/** A dump with one goroutine of these frames, `function file`. */
function dumpOf(...frames: readonly string[]) {
  const lines = frames.map((frame) => {
    const [func, ...file] = frame.split(' ');
    return `${func!}()\n\t${file.join(' ')}:1 +0x1\n`;
  });
  return parseDump(`goroutine 1 [running]:\n${lines.join('')}`);
}

/** The functions that are user code. */
function ownOf(frames: readonly string[], workspaceModules?: readonly string[]): readonly string[] {
  const dump = dumpOf(...frames);
  return dump.frames.filter(guessUserCode(dump, workspaceModules)).map((frame) => frame.function);
}

const frame = (func: string, file: string): StackFrame => ({ function: func, file, line: 1, kind: 'go' });

describe('User code', () => {
  it('is all of the program, and nothing else, in the lab’s hub', () => {
    const frames = own('lab/hub-debug2-go1.26.dump');
    assert.equal(frames.length, 24);
    for (const text of frames)
      assert.match(text, /^(?:main\.|example\.com\/lab\/).* at \/home\/gopher\/src\/lab\//);
  });

  it('is the same frames with -trimpath, and in a workspace', () => {
    const functions = (frames: readonly string[]) =>
      new Set(frames.map((text) => text.slice(0, text.indexOf(' at '))));
    const hub = functions(own('lab/hub-debug2-go1.26.dump'));
    const trimmed = own('lab/hub-trimpath-debug2-go1.26.dump');
    for (const text of nonEmpty(trimmed, 'frames')) assert.match(text, / at example\.com\/lab\//);
    assert.deepEqual(functions(trimmed), hub);
    assert.deepEqual(functions(own('lab/hub-debug2-go1.26.dump', ['example.com/lab'])), hub);
    assert.deepEqual(functions(own('lab/hub-trimpath-debug2-go1.26.dump', ['example.com/lab'])), hub);
  });

  it('is the code of the workspace’s modules, if it is on the stacks', () => {
    const frames = [
      'example.com/lab/node.Run /build/lab/node/hub.go',
      'example.com/lab/node_test.TestRun /build/lab/node/hub_test.go',
      'main.main /build/lab/cmd/hub/main.go',
      'example.com/tools.Help /build/tools/help.go',
      'main.main /build/tools/cmd/main.go',
    ];
    assert.deepEqual(ownOf(frames, ['example.com/lab']), [
      'example.com/lab/node.Run',
      'example.com/lab/node_test.TestRun',
      'main.main',
    ]);
    assert.equal(ownOf(frames, ['example.com/lab', 'example.com/tools']).length, 5);
    // A dump of another program: the workspace says nothing.
    assert.equal(ownOf(frames, ['example.com/other']).length, 5);
  });

  it('is the repository of the program in a GOPATH, next to its libraries', () => {
    const frames = own(anycable);
    assert.ok(frames.length > 10);
    for (const text of frames) assert.match(text, /anycable-go/);
    assert.deepEqual(
      ownOf([
        'github.com/gorilla/mux.ServeHTTP /root/go/src/github.com/gorilla/mux/mux.go',
        'github.com/me/app/node.Run /root/go/src/github.com/me/app/node/hub.go',
        'github.com/me/app/vendor/github.com/pkg/errors.New /root/go/src/github.com/me/app/vendor/github.com/pkg/errors/e.go',
        'main.main /root/go/src/github.com/me/app/cmd/main.go',
      ]),
      ['github.com/me/app/node.Run', 'main.main'],
    );
  });

  it('does not include libraries, wherever they are', () => {
    assert.deepEqual(
      ownOf([
        'github.com/pkg/errors.New /root/go/pkg/mod/github.com/pkg/errors@v0.9.1/errors.go',
        'github.com/pkg/errors.A /cache/github.com/pkg/errors@v0.9.1/errors.go',
        'github.com/pkg/errors.B github.com/pkg/errors@v0.9.1/errors.go',
        'github.com/pkg/errors.C /app/vendor/github.com/pkg/errors/errors.go',
        'github.com/pkg/errors.D C:/app/vendor/github.com/pkg/errors/errors.go',
        'github.com/pkg/errors.E external/com_github_pkg_errors/errors.go',
        'github.com/pkg/errors.F /root/.cache/bazel/1/execroot/app/external/com_github_pkg_errors/errors.go',
      ]),
      [],
    );
  });

  it('is told from dependencies by the folders in its path', () => {
    for (const [path, isOthers] of [
      ['/proc/self/cwd/external/y/a.go', true],
      ['bazel-out/k8/bin/external/y/a.go', true],
      ['bazel-out/external/a.go', false],
      ['/app/@v1/a.go', false],
    ] as const) {
      assert.equal(isDependency(path), isOthers, path);
    }
  });

  it('is determined in linear time', async () => {
    for (const [path, isOthers] of [
      [(size: number) => '/execroot/x/bazel-out/'.repeat(size), false],
      [(size: number) => `${'/execroot/x/bazel-out/'.repeat(size)}/external/y/a.go`, true],
      [(size: number) => '@v1'.repeat(6 * size), false],
    ] as const) {
      await assertLinear(
        (size) => {
          const file = path(size);
          return () => {
            assert.equal(isDependency(file), isOthers, file.slice(-40));
          };
        },
        50_000,
        200_000,
      );
    }
  }).timeout(measuringTime);

  it('may have the names of Go’s and Bazel’s folders', () => {
    const frames = [
      'example.com/shop/internal/vendor.List /app/internal/vendor/vendor.go',
      'example.com/shop/internal/external.Call /app/internal/external/api.go',
      'example.com/shop/internal/net.Dial /app/src/internal/net/dial.go',
    ];
    assert.equal(ownOf(frames).length, 3);
    for (const text of frames) assert.ok(!isDependency(text.split(' ')[1]!), text);
  });

  it('is never code of Go, not even code that is inlined and has the program’s name', () => {
    assert.deepEqual(
      ownOf([
        'sync.(*Once).doSlow /usr/lib/go/src/sync/once.go',
        'main.S.val.OnceFunc.func2 /usr/lib/go/src/sync/oncefunc.go',
        'main.(*S).run.Values[...].func1 /usr/lib/go/src/slices/iter.go',
        'main.main /go/src/cmd/app/main.go',
      ]),
      ['main.main'],
    );
  });

  it('does not include what cgo, the test runner or the compiler generated', () => {
    assert.deepEqual(
      ownOf([
        'main._Cfunc_nap _cgo_gotypes.go',
        '_cgoexp_0123_goCallback _cgo_gotypes.go',
        'main.main _testmain.go',
        'main.(*T).M <autogenerated>',
        'type:.eq.main.T <autogenerated>',
        'main.f ??',
      ]),
      [],
    );
  });
});

describe('The standard library', () => {
  it('is recognized by its package and the path of its file', () => {
    for (const [func, file] of [
      ['sync.(*Mutex).Lock', '/usr/local/go/src/sync/mutex.go'],
      ['sync.runtime_Semacquire', '/usr/local/go/src/runtime/sema.go'],
      ['net/http.Serve', 'C:/Program Files/Go/src/net/http/server.go'],
      ['net/http.Serve', 'net/http/server.go'],
      ['os.Open', '/usr/local/go/src/pkg/os/file.go'],
      ['vendor/golang.org/x/net/idna.f', '/usr/local/go/src/vendor/golang.org/x/net/idna/x.go'],
      ['runtime.memmove', 'memmove_amd64.s'],
      ['panic', '/usr/local/go/src/runtime/panic.go'],
      ['type:.eq.main.T', '<autogenerated>'],
    ] as const) {
      assert.ok(isStandardLibrary(frame(func, file)), func);
    }
    for (const [func, file] of [
      ['main.main', '/usr/local/go/src/cmd/main.go'],
      ['log/service.Run', '/home/me/service/log.go'], // a module called log/service
      ['golang.org/x/net/http2.F', '/x/pkg/mod/golang.org/x/net@v0.1.0/http2/f.go'],
      ['netlib.F', '/home/me/netlib/f.go'],
    ] as const) {
      assert.ok(!isStandardLibrary(frame(func, file)), func);
    }
    assert.ok(!isStandardLibrary({ ...frame('runtime.x', 'x.c'), kind: 'c' }));
  });
});
