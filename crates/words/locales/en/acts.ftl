# What an entry of the journal says of an act
school-found = School founded
school-change = Particulars of the school changed
year-open = School year opened
year-close = School year closed
clock-confirm = Clock of the computer confirmed
person-invite = Colleague invited
person-activate = Colleague began to work in the program
person-lock = Colleague's access closed
person-unlock = Colleague's access opened again
role-give = Role given
role-withdraw = Role withdrawn
account-slip = A slip for signing in was issued
account-claim = Somebody came with a slip and set a password
account-password = The password was changed
