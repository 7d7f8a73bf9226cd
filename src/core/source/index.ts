export { type GoFunction, goFunctions } from './goFunctions';
export { type GoMod, readGoMod, readGoWork } from './goMod';
export {
  type Confidence,
  type StaleSource,
  hasFile,
  type Resolution,
  resolveFrame,
  type SourceTarget,
} from './resolveFrame';
export type { GoModule, PathSubstitution, SourceFiles, SourceRoots } from './roots';
export { baseOf, folderOf } from '../go/paths';
export { fileUri, joinUri, uriPath } from './uri';
