import type { Endpoint, Problem, ProviderStore, Reply, StorageRequest } from '../../../../kit.ts'
import { storageEndpoint, type StoragePlace } from '../../storage/endpoint.ts'
import { limitProblem, pageOf } from '../../storage/list.ts'
import { responseOf, responsesBody } from '../body.ts'
import { ResponsesStream } from '../stream.ts'
import { isOver, responsesIn, stateAt, storedResponse, type ErrorOf, type StoredResponse } from './response.ts'
import { ResumedStream } from './resumed-stream.ts'

const reference = 'https://platform.openai.com/docs/api-reference/responses'

function found({ ids: [id = ''] }: StorageRequest, store: ProviderStore): StoredResponse | Problem {
  return storedResponse(id, store) ?? { kind: 'not-found', message: `Response with id '${id}' not found.`, code: null }
}

/** The API's error for a response that cannot be streamed: only background streams can be resumed. The wording is assumed. */
function streamProblem(stored: StoredResponse): Problem | undefined {
  if (stored.isBackground && !stored.isCancelled && stored.problem === undefined) return undefined
  return {
    kind: 'bad-request',
    message: 'This response cannot be streamed: only a response that was created with background=true and has not failed can be.',
    parameter: 'stream',
    code: null,
  }
}

/** A reply without any content, such as before its start. */
function withoutParts(reply: Reply): Reply {
  return { ...reply, parts: [], finish: 'stop', usage: undefined }
}

/** The endpoints for stored responses (https://platform.openai.com/docs/api-reference/responses). */
export function storedResponseEndpoints(place: StoragePlace): readonly Endpoint[] {
  const objectAt = (stored: StoredResponse, now: number): unknown => {
    const { ids, reply, exchange } = stored
    const errorOf: ErrorOf = (problem) => {
      const { code, type, message } = place.host.errorOf(problem, exchange)
      return { code: String(code ?? type), message }
    }
    return responseOf(ids.response, reply, [], stateAt(stored, now, errorOf), exchange)
  }
  const isComplete = (stored: StoredResponse, now: number): boolean =>
    isOver(stored, now) && !stored.isCancelled && stored.problem === undefined
  return [
    storageEndpoint<StoredResponse>(place, {
      name: 'responses.retrieve',
      method: 'GET',
      path: '/responses/{id}',
      documentation: `${reference}/get`,
      find(asked, store) {
        const stored = found(asked, store)
        if ('kind' in stored || asked.query.get('stream') !== 'true') return stored
        return streamProblem(stored) ?? stored
      },
      about(stored, { query }, store) {
        const isStreamed = query.get('stream') === 'true'
        return {
          model: stored.reply.model,
          // A polling client sends new requests; a client without an answer repeats the same one.
          text: `read ${stored.reads}`,
          stream: isStreamed,
          stored: isStreamed || isComplete(stored, store.now()) ? stored.reply : withoutParts(stored.reply),
        }
      },
      body(stored, _, { store }, gathered) {
        stored.reads++
        return isComplete(stored, store.now()) ? responsesBody(gathered, stored.exchange, stored.ids) : objectAt(stored, store.now())
      },
      stream(stored, { query }) {
        stored.reads++
        return new ResumedStream(new ResponsesStream(stored.exchange, place.host, stored.ids), Number(query.get('starting_after') ?? -1))
      },
    }),
    storageEndpoint<StoredResponse>(place, {
      name: 'responses.delete',
      method: 'DELETE',
      path: '/responses/{id}',
      documentation: `${reference}/delete`,
      find: found,
      body({ ids }, _, { store }) {
        responsesIn(store).delete(ids.response)
        return { id: ids.response, object: 'response', deleted: true }
      },
    }),
    storageEndpoint<StoredResponse>(place, {
      name: 'responses.cancel',
      method: 'POST',
      path: '/responses/{id}/cancel',
      documentation: `${reference}/cancel`,
      find(asked, store) {
        const stored = found(asked, store)
        if ('kind' in stored || stored.isBackground) return stored
        return { kind: 'bad-request', message: 'Cannot cancel a synchronous response.', code: null }
      },
      about: (stored, _, store) => ({
        model: stored.reply.model,
        stored: isComplete(stored, store.now()) ? stored.reply : withoutParts(stored.reply),
      }),
      body(stored, _, { store }, gathered) {
        if (isComplete(stored, store.now())) return responsesBody(gathered, stored.exchange, stored.ids)
        if (!isOver(stored, store.now())) stored.isCancelled = true
        return objectAt(stored, store.now())
      },
    }),
    storageEndpoint<StoredResponse>(place, {
      name: 'responses.input_items',
      method: 'GET',
      path: '/responses/{id}/input_items',
      documentation: `${reference}/input-items`,
      find: (asked, store) => limitProblem(asked) ?? found(asked, store),
      body: ({ context }, asked) => pageOf(context, asked),
    }),
  ]
}
