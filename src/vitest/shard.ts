import { BrownoutError } from '../engine/base/errors.ts'

/**
 * The part of each search that this process runs, from `BROWNOUT_SHARD=2/4`. `undefined` if it is not set.
 * @throws BrownoutError if it is not a shard such as `2/4`
 */
export function shardOf(text: string | undefined): { readonly index: number; readonly count: number } | undefined {
  if (text === undefined || text === '') return undefined
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  const shard = { index: Number(index), count: Number(count) }
  if (shard.index >= 1 && shard.index <= shard.count) return shard
  throw new BrownoutError(`Cannot search a part of the plans with BROWNOUT_SHARD=${text}: expected a shard of all plans, such as 2/4.`)
}
