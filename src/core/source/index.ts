export { type GoFunction, goFunctions } from './goFunctions';
export { type GoMod, readGoMod, readGoWork } from './goMod';
export {
  type Confidence,
  type Drift,
  hasFile,
  type Resolution,
  resolveFrame,
  type SourceTarget,
} from './resolveFrame';
export type { FramePlace, GoModule, PathSubstitution, SourceFiles, SourceRoots } from './roots';
export { baseOf, fileUri, folderOf, joinUri, uriPath } from './uri';
