import * as protocol from '../../protocol';
import type { Feature } from '../context';
import { dedup } from './dedup';
import { duplicates } from './duplicates';
import { findGoroutine } from './findGoroutine';
import { frameLine } from './frameLine';
import { goroutineIds, goroutines } from './goroutines';
import { groupAt } from './groupAt';
import { groups } from './groups';
import { placeAt } from './placeAt';
import { races } from './races';
import { stackText } from './stackText';
import { step } from './step';
import { summary } from './summary';

/** The requests about a dump, whether it is in a document or in a file. */
export const dumpRequests: Feature = {
  register(context) {
    context.onRequest(protocol.summaryRequest, summary);
    context.onRequest(protocol.groupsRequest, async (dump, params) => {
      await context.settingsRead;
      dump.useNaming(context.settings.naming);
      return groups(dump, params);
    });
    context.onRequest(protocol.goroutinesRequest, goroutines);
    context.onRequest(protocol.goroutineIdsRequest, goroutineIds);
    context.onRequest(protocol.duplicatesRequest, (dump) =>
      duplicates(dump, context.client.textDocument?.foldingRange?.rangeLimit),
    );
    context.onRequest(protocol.findGoroutineRequest, findGoroutine);
    context.onRequest(protocol.groupAtRequest, (dump, params) =>
      groupAt(dump, params, context.dumps.dedupedFrom(dump)),
    );
    context.onRequest(protocol.placeAtRequest, (_, params) => placeAt(context.dumps, params));
    context.onRequest(protocol.stepRequest, step);
    context.onRequest(protocol.frameLineRequest, frameLine);
    context.onRequest(protocol.stackTextRequest, stackText);
    context.onRequest(protocol.dedupRequest, dedup);
    context.onRequest(protocol.racesRequest, races);
    context.onRequest(protocol.resolveRequest, (_, { frame }) => context.resolve(frame));
  },
};
