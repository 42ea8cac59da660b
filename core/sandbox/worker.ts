import { parentPort, workerData } from 'node:worker_threads'
import type { SandboxCommand, SandboxMessage, SandboxWorkerData } from './protocol.ts'
import { startSandbox } from './server.ts'
import type { SandboxState } from './state/state.ts'

if (!parentPort) throw new Error('The sandbox worker must be started as a worker thread')
const port = parentPort
const post = (message: SandboxMessage) => port.postMessage(message)
const postState = (state: SandboxState) =>
  post({ type: 'state', state, offsetMs: state.offsetMs, scenarios: state.scenarios })

const { state } = (workerData ?? {}) as SandboxWorkerData
const sandbox = await startSandbox({ state, onStateChange: postState })

port.on('message', (command: SandboxCommand) => {
  if (command.type === 'stop') {
    port.close()
    void sandbox.close()
    return
  }
  if (command.type === 'advance') sandbox.advance(command.ms)
  else if (command.type === 'fetch-elsewhere') sandbox.fetchElsewhere(sandbox.appId, command.family)
  else sandbox.setScenario(command.scenario, command.on)
  post({ type: 'done', id: command.id })
})

post({
  type: 'ready',
  origin: sandbox.origin,
  appId: sandbox.appId,
  appSecret: sandbox.appSecret,
  stateDiscarded: sandbox.stateDiscarded,
  offsetMs: sandbox.offsetMs(),
  scenarios: sandbox.scenarios(),
})
// A fresh seed must be stored even if nothing changes in this run.
postState(sandbox.state())
