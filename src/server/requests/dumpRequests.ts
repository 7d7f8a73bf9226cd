import * as protocol from '../../protocol';
import type { Feature } from '../context';
import { dedup } from './dedup';
import * as groups from './groups';

/** The requests about a dump, in a document or in a file. */
export const dumpRequests: Feature = {
  register(context) {
    context.onRequest(protocol.summaryRequest, groups.summary);
    context.onRequest(protocol.groupsRequest, groups.groups);
    context.onRequest(protocol.goroutinesRequest, groups.goroutines);
    context.onRequest(protocol.goroutineIdsRequest, groups.goroutineIds);
    context.onRequest(protocol.groupAtRequest, (dump, params) =>
      groups.groupAt(dump, params, context.dumps.source(dump)),
    );
    context.onRequest(protocol.stepRequest, groups.step);
    context.onRequest(protocol.stackTextRequest, groups.stackText);
    context.onRequest(protocol.dedupRequest, dedup);
    context.onRequest(protocol.racesRequest, groups.races);
    context.onRequest(protocol.resolveRequest, (_, { frame }) => context.resolve(frame));
  },
};
