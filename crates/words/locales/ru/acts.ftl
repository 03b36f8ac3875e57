# Что говорит запись журнала о действии
school-found = Школа заведена
school-change = Сведения о школе изменены
year-open = Учебный год открыт
year-close = Учебный год закрыт
clock-confirm = Часы компьютера подтверждены
person-invite = Сотрудник приглашён
person-activate = Сотрудник приступил к работе в программе
person-lock = Вход сотрудника закрыт
person-unlock = Вход сотрудника снова открыт
role-give = Роль дана
role-withdraw = Роль снята
account-slip = Сотруднику выдан листок для входа
account-claim = Сотрудник вошёл по листку и задал пароль
account-password = Пароль сменён
