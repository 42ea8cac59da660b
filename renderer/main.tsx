import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { follow } from './bridge/connection.ts'
import { startTexts } from './i18n.ts'
import './styles/main.css'
import { copyAsReceived } from './ui/copy-as-received.ts'
import { Toast } from './ui/toast.tsx'

copyAsReceived(document)
// The first call leaves before the first picture is drawn.
void follow()
await startTexts()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <App />
        <Toast />
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
)
