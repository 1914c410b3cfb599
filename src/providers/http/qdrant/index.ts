import { checkOptions, type OptionTable, type Provider } from '../../../kit.ts'
import { http } from '../http.ts'
import { listOf, objectOf, vectorOf, type JsonObject } from '../json.ts'
import type { RouteRequest } from '../options.ts'
import { listsByName, placeOptions } from '../place-options.ts'
import { pointsIn, shown, vectorIn, wrongVector, type Collection } from './collection.ts'
import { isFound } from './filter.ts'
import { collectionsOf, failed, found, infoOf, ok, pageOf, selected, type Collections, type StoredPoints } from './search.ts'

/** A Qdrant server. */
export interface QdrantOptions {
  /** Default: `qdrant` */
  readonly name?: string
  /** Default: `http://127.0.0.1:6333` and `http://localhost:6333`, as the client has it */
  readonly url?: string | readonly string[]
  /** The data stored at the beginning of a run: points by the names of their collections. */
  readonly collections?: StoredPoints
}

type Asked = RouteRequest<'/:collection' | '/:id'>

const usualUrls = ['http://127.0.0.1:6333', 'http://localhost:6333']
const updated = { operation_id: 0, status: 'completed' }

const table: OptionTable<QdrantOptions> = { ...placeOptions, collections: listsByName('{ docs: [{ id: 1, vector: [0.1, 0.9] }] }') }

/**
 * A Qdrant server for `@qdrant/js-client-rest`: queries find upserted points, the nearest first, and filters apply. Its errors are in the
 * words of Qdrant.
 * @throws BrownoutError if an option is unknown or cannot be used
 * @example
 * brownout({ providers: [qdrant({ collections: { docs: [{ id: 1, vector: [0.1, 0.9], payload: { text: 'Thirty days.' } }] } })] })
 */
export function qdrant(options: QdrantOptions = {}): Provider {
  checkOptions<QdrantOptions>('qdrant()', options, table)
  const { name = 'qdrant', url = usualUrls, collections: initial = {} } = options
  const owner = {}
  const all = ({ remember }: Pick<Asked, 'remember'>): Collections => remember(owner, () => collectionsOf(initial))

  /** Makes a route of a collection, which has to exist. */
  const within =
    (act: (collection: Collection, body: JsonObject, request: Asked) => unknown) =>
    (request: RouteRequest): unknown => {
      const asked = request as Asked
      const collection = all(asked).get(asked.parameters.collection)
      if (collection === undefined) return failed(404, `Not found: Collection \`${asked.parameters.collection}\` doesn't exist!`)
      try {
        return act(collection, objectOf(asked.body), asked)
      } catch (error) {
        return failed(400, (error as Error).message)
      }
    }

  return http({
    name,
    url,
    error: ({ status, message }) => ({ status, body: { status: { error: message }, time: 0 } }),
    routes: {
      'GET /': { name: 'root', value: { title: 'qdrant - vector search engine', version: '1.19.0', commit: '0'.repeat(40) } },
      'GET /collections': {
        name: 'collections.list',
        respond: (request) => ok({ collections: [...all(request).keys()].map((each) => ({ name: each })) }),
      },
      'GET /collections/:collection': { name: 'collections.get', respond: within((collection) => ok(infoOf(collection))) },
      'GET /collections/:collection/exists': {
        name: 'collections.exists',
        respond: (request) => ok({ exists: all(request).has(request.parameters.collection) }),
      },
      'PUT /collections/:collection': {
        name: 'collections.create',
        respond(request) {
          const { collection } = request.parameters
          if (all(request).has(collection)) return failed(409, `Wrong input: Collection \`${collection}\` already exists!`)
          all(request).set(collection, { vectors: objectOf(objectOf(request.body)['vectors']), points: new Map() })
          return ok(true)
        },
      },
      'DELETE /collections/:collection': {
        name: 'collections.delete',
        respond: (request) => ok(all(request).delete(request.parameters.collection)),
      },
      'PUT /collections/:collection/index': { name: 'index.create', respond: within(() => ok(updated)) },
      'PUT /collections/:collection/points': {
        name: 'points.upsert',
        respond: within((collection, body, { query }) => {
          const points = pointsIn(body)
          const wrong = points.map((point) => wrongVector(collection, point)).find((each) => each !== undefined)
          if (wrong !== undefined) return failed(400, wrong)
          for (const point of points) collection.points.set(point.id, point)
          return ok({ ...updated, status: query.get('wait') === 'true' ? 'completed' : 'acknowledged' })
        }),
      },
      'POST /collections/:collection/points': {
        name: 'points.retrieve',
        readOnly: true,
        respond: within(({ points }, body) => {
          const found = listOf(body['ids']).map((id) => points.get(id as string | number))
          return ok(found.flatMap((point) => (point === undefined ? [] : [shown(point, { with_payload: true, ...body })])))
        }),
      },
      'GET /collections/:collection/points/:id': {
        name: 'points.get',
        respond: within(({ points }, _body, { parameters: { id } }) => {
          const point = points.get(id) ?? points.get(Number(id))
          if (point === undefined) return failed(404, `Not found: Point with id ${id} does not exists!`)
          return ok(shown(point, { with_payload: true, with_vector: true }))
        }),
      },
      'POST /collections/:collection/points/delete': {
        name: 'points.delete',
        idempotent: true,
        respond: within(({ points }, body) => {
          for (const point of selected(points, body)) points.delete(point.id)
          return ok(updated)
        }),
      },
      'POST /collections/:collection/points/payload': {
        name: 'points.set-payload',
        idempotent: true,
        respond: within(({ points }, body) => {
          for (const point of selected(points, body))
            points.set(point.id, { ...point, payload: { ...point.payload, ...objectOf(body['payload']) } })
          return ok(updated)
        }),
      },
      'POST /collections/:collection/points/count': {
        name: 'points.count',
        readOnly: true,
        respond: within(({ points }, { filter }) => ok({ count: [...points.values()].filter((point) => isFound(point, filter)).length })),
      },
      'POST /collections/:collection/points/scroll': {
        name: 'points.scroll',
        readOnly: true,
        respond: within(({ points }, body) => {
          const { points: page, next } = pageOf([...points.values()], body)
          return ok({ points: page.map((point) => shown(point, { with_payload: true, ...body })), next_page_offset: next })
        }),
      },
      'POST /collections/:collection/points/search': {
        name: 'points.search',
        readOnly: true,
        respond: within((collection, body) => {
          const { name: using, vector } = objectOf(body['vector'])
          return found(collection, body, vectorOf(body['vector']) ?? vectorOf(vector), using as string | undefined, (points) => points)
        }),
      },
      'POST /collections/:collection/points/query': {
        name: 'points.query',
        readOnly: true,
        respond: within((collection, body) => {
          const { query, using } = body
          const near = objectOf(query)['nearest'] ?? query
          if (near === undefined) {
            const { points } = pageOf([...collection.points.values()], body)
            return ok({ points: points.map((point) => ({ ...shown(point, body), version: 0, score: 0 })) })
          }
          const stored = typeof near === 'string' || typeof near === 'number' ? collection.points.get(near) : undefined
          if (stored === undefined) return found(collection, body, vectorOf(near), using as string | undefined, (points) => ({ points }))
          // A point is not a result of a query for its neighbors.
          const others = new Map([...collection.points].filter(([id]) => id !== stored.id))
          const vector = vectorIn(stored, using as string | undefined)
          return found({ ...collection, points: others }, body, vector, using as string | undefined, (points) => ({ points }))
        }),
      },
    },
  })
}
