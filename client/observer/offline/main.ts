/** The verifier as one file: opened from a disk, it verifies what is chosen and asks no network for anything. */
import '../../ui/tokens.css';
import '../../ui/base.css';
import { mount } from 'svelte';
import Offline from './Offline.svelte';

mount(Offline, { target: document.getElementById('app')! });
