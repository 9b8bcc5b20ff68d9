/** What stands between a first and a family name, in lower case; and what German puts in front of a name of nobility. */
export const PARTICLES =
  '(?:von und zu|von dem|von der|von den|von|vom|van der|van den|van de|van|v\\.\\s?d\\.|v\\.|zum|zur|zu|auf der|aus der|an der|in der|op den|op de|te|ter|ten|tho|tor|thor|dal|dalla|dello|della|delle|del|degli|de la|de los|de las|de|di|da|dos|du|do|le|la|el|al|ben|bin|ibn|abu|bint|ould|af|av|y|mac|mc|Freiherr von|Freifrau von|Graf von|Gräfin von|Edler von|Ritter von)';
/** Those that German does not use for itself: before a capital they are a name's. */
export const FOREIGN_PARTICLES =
  '(?:v\\.|van der|van den|van de|van|te|ter|ten|tho|dal|dalla|dello|della|delle|del|degli|de la|de los|de las|de|di|dos|du|do|le|la|el|al|ben|bin|ibn|abu|bint|ould|op den|op de|von und zu|von der|von dem)';
