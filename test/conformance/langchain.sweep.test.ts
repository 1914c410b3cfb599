import { describeSuite } from './describe-suite.ts'
import { langchainSuites } from '../../docs/generate/conformance/langchain/index.ts'

for (const suite of langchainSuites) describeSuite(suite)
