import * as protocol from '../../protocol';
import type { Feature } from '../context';
import { dedup } from './dedup';
import { findGoroutine } from './findGoroutine';
import { frameLine } from './frameLine';
import { goroutineIds, goroutines } from './goroutines';
import { groupAt } from './groupAt';
import { groups } from './groups';
import { races } from './races';
import { stackText } from './stackText';
import { step } from './step';
import { summary } from './summary';

/** The requests about a dump, whether it is in a document or in a file. */
export const dumpRequests: Feature = {
  register(context) {
    context.onRequest(protocol.summaryRequest, summary);
    context.onRequest(protocol.groupsRequest, groups);
    context.onRequest(protocol.goroutinesRequest, goroutines);
    context.onRequest(protocol.goroutineIdsRequest, goroutineIds);
    context.onRequest(protocol.findGoroutineRequest, findGoroutine);
    context.onRequest(protocol.groupAtRequest, (dump, params) =>
      groupAt(dump, params, context.dumps.dedupedFrom(dump)),
    );
    context.onRequest(protocol.stepRequest, step);
    context.onRequest(protocol.frameLineRequest, frameLine);
    context.onRequest(protocol.stackTextRequest, stackText);
    context.onRequest(protocol.dedupRequest, dedup);
    context.onRequest(protocol.racesRequest, races);
    context.onRequest(protocol.resolveRequest, (_, { frame }) => context.resolve(frame));
  },
};
