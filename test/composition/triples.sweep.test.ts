import { describeTriples } from './triples.ts'

describeTriples(100)
