@echo off
chcp 65001 >nul
rem 在没有网络的 Windows 电脑上安装 reportbot：双击本文件
setlocal
set TARGET=%USERPROFILE%\reportbot
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" || (echo 需要 Python 3.11 或更新的版本 & pause & exit /b 2)
py -3 -m venv "%TARGET%" || (pause & exit /b 2)
"%TARGET%\Scripts\python" -m pip install -q --no-index --find-links "%~dp0wheels" reportbot || (pause & exit /b 2)
echo 安装好了。运行：%TARGET%\Scripts\reportbot demo
pause
