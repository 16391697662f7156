@echo off
rem Opens IKI in the browser; the first time it makes a private environment of this user, without internet.
rem No blocks in parentheses around a path and no delayed expansion: a folder may be called "A & B (1) !".
setlocal EnableExtensions DisableDelayedExpansion
title IKI
set "VERSION=@VERSION@"
set "HERE=%~dp0"
set "DATA=%HERE%@DATA@"
set "FIRST=%LOCALAPPDATA%\iki-excel"
set "SECOND=%USERPROFILE%\iki-excel"
set "PYTHONHOME="
set "PYTHONPATH="
set "OTHER=0"

set "PLACE=%FIRST%"
call :look
if "%READY%"=="1" goto open
set "PLACE=%SECOND%"
call :look
if "%READY%"=="1" goto open

if not exist "%HERE%wheels\iki_excel-%VERSION%-py3-none-any.whl" goto not_extracted
set "CHECK=import sys,sysconfig,lzma;sys.exit(not((3,11)<=sys.version_info[:2]<=(3,13)and sysconfig.get_platform()=='win-amd64'))"
set "PYTHON=py -3.13"
call :try
if "%FOUND%"=="1" goto prepare
set "PYTHON=py -3.12"
call :try
if "%FOUND%"=="1" goto prepare
set "PYTHON=py -3.11"
call :try
if "%FOUND%"=="1" goto prepare
set "PYTHON=python"
call :try
if "%FOUND%"=="1" goto prepare
set "PYTHON=python3"
call :try
if "%FOUND%"=="1" goto prepare
if "%OTHER%"=="1" goto other_python
if exist "%LOCALAPPDATA%\Microsoft\WindowsApps\python.exe" goto only_store
goto no_python

:prepare
echo Menyiapkan IKI. Hanya sekali ini, kira-kira satu menit. Jangan tutup jendela ini.
set "PLACE=%FIRST%"
call :locked
if not "%RESULT%"=="elsewhere" goto %RESULT%
set "PLACE=%SECOND%"
call :locked
goto %RESULT%

:open
if not exist "%DATA%\" mkdir "%DATA%" >nul 2>nul
if not exist "%DATA%\" goto read_only
start "" /D "%DATA%" "%PLACE%\%VERSION%\Scripts\pythonw.exe" -I -m iki_excel
if not "%ERRORLEVEL%"=="0" goto not_opened
exit /b 0

:look
rem The mark is written last: without it an environment is half-made. Python itself may have been removed since.
set "READY=0"
if not exist "%PLACE%\%VERSION%\siap.txt" exit /b 0
"%PLACE%\%VERSION%\Scripts\python.exe" -I -c "import iki_excel.cli,flask,waitress,tomlkit" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "READY=1"
exit /b 0

:try
rem 9009: no such program, or the stub that only points to the Store; 103: the launcher has no such version.
set "FOUND=0"
%PYTHON% -c "%CHECK%" >nul 2>nul
if "%ERRORLEVEL%"=="0" set "FOUND=1"
if "%ERRORLEVEL%"=="1" set "OTHER=1"
exit /b 0

:locked
rem As long as the file is open for writing no second window can open it; it is free again whatever ends this one.
set "RESULT=busy"
if not exist "%PLACE%\" mkdir "%PLACE%" >nul 2>nul
if not exist "%PLACE%\" set "RESULT=elsewhere"
if not exist "%PLACE%\" exit /b 0
(call :make 9>"%PLACE%\sedang_disiapkan.txt") 2>nul
exit /b 0

:make
rem What a Python of the Store writes below AppData only it can see: then the environment is made elsewhere.
set "RESULT=elsewhere"
if exist "%PLACE%\%VERSION%\siap.txt" del "%PLACE%\%VERSION%\siap.txt" >nul 2>nul
%PYTHON% -m venv --clear "%PLACE%\%VERSION%" >"%PLACE%\catatan_pasang.txt" 2>&1
if not exist "%PLACE%\%VERSION%\Scripts\pythonw.exe" goto unseen
set "RESULT=not_installed"
"%PLACE%\%VERSION%\Scripts\python.exe" -I -m pip --isolated --disable-pip-version-check install --no-index --no-compile --no-warn-script-location --find-links "%HERE%wheels" "iki-excel[halaman,pdf,surel]==%VERSION%" >>"%PLACE%\catatan_pasang.txt" 2>&1
if not "%ERRORLEVEL%"=="0" exit /b 0
>"%PLACE%\%VERSION%\siap.txt" echo %VERSION%
set "RESULT=open"
exit /b 0

:unseen
%PYTHON% -c "import shutil,sys;shutil.rmtree(sys.argv[1],True)" "%PLACE%\%VERSION%" >nul 2>nul
exit /b 0

:not_extracted
echo Berkas ini masih di dalam zip, atau folder wheels di sampingnya hilang. Klik kanan zip-nya, pilih Ekstrak Semua, lalu klik dua kali Mulai IKI di folder hasilnya.
goto wait
:no_python
echo IKI memerlukan Python, dan komputer ini belum memilikinya. Buka Microsoft Store, cari Python 3.13, tekan Dapatkan, lalu klik dua kali Mulai IKI lagi.
goto wait
:only_store
echo Python di komputer ini baru berupa tautan ke Microsoft Store. Buka Microsoft Store, cari Python 3.13, tekan Dapatkan, lalu klik dua kali Mulai IKI lagi.
goto wait
:other_python
echo Python di komputer ini bukan versi 3.11, 3.12, atau 3.13 yang 64-bit. Yang ada boleh tetap. Buka Microsoft Store, cari Python 3.13, tekan Dapatkan, lalu klik dua kali Mulai IKI lagi.
goto wait
:busy
echo IKI sedang disiapkan di jendela lain. Tunggu sampai halamannya terbuka.
goto wait
:elsewhere
echo Tempat untuk IKI tidak dapat dibuat di komputer ini. Periksa apakah cakram C masih punya ruang 1 GB, lalu klik dua kali Mulai IKI lagi.
goto wait
:not_installed
echo IKI tidak dapat dipasang. Periksa apakah cakram C masih punya ruang 1 GB dan zip-nya diekstrak utuh, lalu klik dua kali Mulai IKI lagi.
echo Catatannya, untuk yang membantu Anda: catatan_pasang.txt di folder iki-excel di profil Anda.
goto wait
:read_only
echo Folder ini tidak boleh ditulisi. Salin seluruh foldernya ke Dokumen, lalu klik dua kali Mulai IKI di sana.
goto wait
:not_opened
echo IKI tidak dapat dibuka. Nyalakan ulang komputer, lalu klik dua kali Mulai IKI lagi.
:wait
pause
exit /b 1
