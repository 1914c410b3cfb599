import { describeAgainstAjv } from './against-ajv.ts'

describeAgainstAjv(500)
