import { contextBridge, ipcRenderer } from 'electron'

// All that the page learns and all that it can do: which host is outside, and to hand over one port.
contextBridge.exposeInMainWorld('mpConsole', Object.freeze({ kind: 'electron' }))

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== location.origin || event.data !== 'rpc:connect') return
  ipcRenderer.postMessage('rpc:connect', null, [...event.ports])
})
