import { describeSuite } from './describe-suite.ts'
import { langchainSuites } from './suites/langchain/index.ts'

for (const suite of langchainSuites) describeSuite(suite)
