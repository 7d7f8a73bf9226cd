export { type FunctionSyntax, type ReceiverSyntax, withSymbols } from './functionSymbols';
export { declarationScanner, goFunctions } from './goFunctions';
export * from './goSyntax';
export { type GoMod, readGoMod, readGoWork } from './goMod';
export { packageFolders } from './packageFolders';
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
