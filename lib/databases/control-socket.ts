/**
 * How other processes of this machine, such as the command line, have work done by the one that owns the data folder:
 * a socket in the folder, one JSON document a line.
 */
export { type SendOptions, sendToOwner } from "./control-socket-client";
export {
  type ControlContext,
  type ControlHandler,
  type ControlServer,
  serveControl,
} from "./control-socket-server";
