import { isFileName, slashed } from '../go/paths';
import { isStandardLibrary } from '../go/userCode';
import type { Frame } from '../model/stack';
import { gorootFile } from './lookups';
import { moduleVersion } from './moduleVersion';

/**
 * A web page that shows the frame's source, if the dump names a public version of it: the repository at that version on
 * known hosts, else the module's page on pkg.go.dev. Undefined for other code.
 */
export function webPage(frame: Frame): string | undefined {
  const path = slashed(frame.file);
  if (isStandardLibrary({ ...frame, kind: 'go' })) {
    const file = gorootFile(path);
    // `go1.24.4`, `go/1.24.4`; distributions name their folders `go-1.24`, which is a branch.
    const release = /(?:^|[/@.-])go[-/]?(1\.\d+(?:\.\d+|rc\d+|beta\d+)?)(?=[/.]|$)/.exec(path)?.[1];
    const patch = /^\d+\.\d+$/.test(release ?? '') ? 'release-branch.go' : 'go';
    return /\.(?:go|s)$/.test(file)
      ? page(
          'https://github.com/golang/go/blob',
          [release ? patch + release : 'master', 'src', file],
          frame.line,
        )
      : undefined;
  }
  const found = moduleVersion(frame, path);
  if (found === undefined) return undefined;
  const { module, file } = found;
  const version = found.version.replace(/\+incompatible$/, '');
  const repository = /^(github\.com|gitlab\.com|codeberg\.org)\/([^/]+)\/([^/]+)(?:\/(.+))?$/.exec(module);
  if (repository === null) {
    const folder = file.includes('/') ? [file.slice(0, file.lastIndexOf('/'))] : [];
    return page('https://pkg.go.dev', [`${module}@${found.version}`, ...folder]);
  }
  const [, host, owner, name, inside = ''] = repository;
  // The major version suffix is not a folder, except in the few repositories that have a folder of that name.
  const folder = inside.replace(/(?:^|\/)v\d+$/, '');
  const commit = /[-.](?:0\.)?\d{14}-([0-9a-f]{12})$/.exec(version)?.[1];
  const tag = commit ?? (folder === '' ? version : `${folder}/${version}`);
  const blob =
    host === 'github.com' ? 'blob' : host === 'gitlab.com' ? '-/blob' : commit ? 'src/commit' : 'src/tag';
  const source = [owner!, name!, blob, tag, ...(folder === '' ? [] : [folder]), file];
  return page(`https://${host!}`, source, frame.line);
}

function page(root: string, parts: readonly string[], line?: number): string | undefined {
  const segments = parts.flatMap((part) => part.split('/'));
  if (!segments.every(isFileName)) return undefined;
  const path = segments.map((segment) => encodeURIComponent(segment).replace(/[()']/g, percent)).join('/');
  return `${root}/${path.replaceAll('%40', '@')}${line === undefined || line === 0 ? '' : `#L${line}`}`;
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16)}`;
}
