import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Client } from './api/Client'
import { App } from './App'
import './look/style.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no `root`')
createRoot(root).render(
  <StrictMode>
    <App client={new Client()} />
  </StrictMode>,
)
