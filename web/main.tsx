import '@fontsource/noto-sans/latin-400.css';
import '@fontsource/noto-sans/latin-600.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/form.css';
import './styles/touch.css';
import { render } from 'preact';
import { App } from './app.tsx';
import { hearPictureRequests } from './picture-requests.ts';
import { followTheme } from './state/theme.ts';
import { language } from './words/language.ts';

document.documentElement.lang = language;
followTheme();
hearPictureRequests();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
