// What a page does where JavaScript is there. Nothing depends on it.

import { showTimesOfHere } from "./enhance/times.js";
import { listen } from "./enhance/live.js";
import { reactInPlace } from "./enhance/react.js";
import { closeMenus } from "./enhance/menus.js";
import { becomeApp, offerNews } from "./enhance/device.js";
import { usePasskeys } from "./enhance/passkey.js";

showTimesOfHere();
listen();
reactInPlace();
closeMenus();
becomeApp();
offerNews();
usePasskeys();
