import { createAzure } from '@ai-sdk/azure'
import { azure } from '../../src/index.ts'
import { describeAiSdk } from './ai-sdk-suite.ts'

const provider = createAzure({ apiKey: 'test', resourceName: 'parcels' })
const byDeployment = createAzure({ apiKey: 'test', resourceName: 'parcels', useDeploymentBasedUrls: true, apiVersion: '2024-10-21' })
const project = createAzure({ apiKey: 'test', baseURL: 'https://parcels.services.ai.azure.com/api/projects/post/openai/v1' })

describeAiSdk('@ai-sdk/azure', azure(), [
  { name: 'chat', model: () => provider.chat('gpt-4o'), overloadStatus: 429 },
  { name: 'chat by deployment', model: () => byDeployment.chat('gpt-4o'), overloadStatus: 429 },
  { name: 'responses', model: () => provider.responses('gpt-5'), overloadStatus: 429 },
  { name: 'chat of a project', model: () => project.chat('gpt-4o'), overloadStatus: 429 },
])
