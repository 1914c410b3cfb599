import type { VirtualTimer } from '../timer-queue.ts'
import type { VirtualClock } from '../virtual-clock.ts'
import { builtin, type Patches } from './patching.ts'

interface Socket {
  timeout: number
  setTimeout(ms: number, callback?: () => void): Socket
  _unrefTimer?(): void
  emit(event: string): boolean
  once(event: string, listener: () => void): Socket
  removeListener(event: string, listener: () => void): Socket
}

// Pooled sockets outlive a session, so their timers do too.
const timers = new WeakMap<Socket, VirtualTimer>()
const watched = new WeakSet<Socket>()

/**
 * Puts the idle timeouts of sockets on the clock: those of `node:http`, axios and got, which do not use a replaced `setTimeout`.
 */
export function patchSockets(patches: Patches, clock: VirtualClock): void {
  const prototype = builtin<{ Socket: { prototype: Socket } }>('node:net')?.Socket.prototype
  if (prototype === undefined) return
  const realUnrefTimer = prototype._unrefTimer
  patches.put(prototype, 'setTimeout', function (this: Socket, ms: number, callback?: () => void): Socket {
    clock.hasSockets = true
    timers.get(this)?.close()
    timers.delete(this)
    this.timeout = ms
    if (ms > 0) {
      timers.set(this, clock.setTimer(() => void this.emit('timeout'), ms, [], false).unref())
      if (callback !== undefined) this.once('timeout', callback)
      if (!watched.has(this)) this.once('close', () => void timers.get(this)?.close())
      watched.add(this)
    } else if (callback !== undefined) this.removeListener('timeout', callback)
    return this
  })
  if (realUnrefTimer === undefined) return
  patches.put(prototype, '_unrefTimer', function (this: Socket): void {
    clock.hasSockets = true
    clock.touch()
    const timer = timers.get(this)
    if (timer !== undefined && timer.place >= 0) timer.refresh()
    realUnrefTimer.call(this)
  })
}
