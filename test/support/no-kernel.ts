/** Imported before a program (`node --import`), this makes it and its threads compute without WebAssembly. */
import { useKernel } from '../../crypto/curve/arithmetic.ts';

useKernel(false);
