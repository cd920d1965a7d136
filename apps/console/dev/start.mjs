// `npm run dev:mock`: the console with invented data and no server. For looking at screens only;
// nothing of the product or its tests uses it.
import { createServer } from 'vite'
import { startMock } from './mock.mjs'

const port = Number(process.env.SUWEN_MOCK_PORT ?? 8099)
await startMock(port)
process.env.SUWEN_SERVER = `http://localhost:${port}`
const vite = await createServer()
await vite.listen()
vite.printUrls()
