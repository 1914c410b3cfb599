import type { Reply } from '../../kit.ts'

/** The service tier in a reply: the one that was used, which is the requested tier unless a fault changes it. */
export function tierOf({ serviceTier }: Pick<Reply, 'serviceTier'>, asked: unknown): string {
  return serviceTier ?? (typeof asked === 'string' && asked !== 'auto' ? asked : 'default')
}
