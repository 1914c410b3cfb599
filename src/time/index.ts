export { activeSession, StuckError, VirtualSession, virtualTime, type VirtualTime, type VirtualTimeOptions } from './virtual-time.ts'
