export { brownout, type BrownoutOptions, type Chaos } from './brownout.ts'
